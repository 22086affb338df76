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
        #expect(try named(name).problems(of: value) == [], "\(text)")
        return value
    }

    /// The schema of that name, with that which it refers to.
    static func named(_ name: String) throws -> JSONSchema {
        let others = name == "fedctl.crafted/1" ? ["fedctl.exchange/1"] : []
        return try JSONSchema(parsing: bytes(name), with: others.map(bytes))
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        let file = name.split(separator: "/").joined(separator: ".")
        return try ProjectFile.bytes("Fixtures/schemas/\(file).json")
    }
}
