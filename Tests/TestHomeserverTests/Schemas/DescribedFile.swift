import FoundationEssentials
import MatrixJSON
import TestHomeserver
import TestSupport
import Testing

/// A file of `serve` as JSON; what the reader takes, the published schema has to take too.
enum DescribedFile {
    /// What a file of `--rooms` describes.
    static func content(_ text: String) throws -> ServerContent {
        try read(text, PublishedSchema.rooms)
    }

    /// What a file of `--faults` describes.
    static func plan(_ text: String) throws -> FaultPlan {
        try read(text, PublishedSchema.faults)
    }

    private static func read<Value: Decodable>(_ text: String, _ schema: String) throws -> Value {
        let value = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        let document = try JSONValue(parsing: Array(text.utf8), numbers: .preserving)
        let problems = try PublishedSchema.named(schema).problems(of: document)
        #expect(problems == [], "\(text)")
        return value
    }
}
