import MatrixJSON
import TestSupport
import Testing

/// Holds what commands print to the published schemas.
enum Schema {
    /// Reads one JSON object and holds it to the schema that it names.
    @discardableResult
    static func hold(_ text: String, to name: String) throws -> JSONValue {
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value["schema"] == .string(name))
        let file = name.split(separator: "/").joined(separator: ".")
        let schema = try JSONSchema(parsing: ProjectFile.bytes("Fixtures/schemas/\(file).json"))
        #expect(schema.problems(of: value) == [], "\(text)")
        return value
    }
}
