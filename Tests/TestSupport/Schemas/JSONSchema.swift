public import MatrixJSON

/// The part of JSON Schema 2020-12 that the published schemas are written in, and nothing more.
///
/// A keyword that is not known here is an error, so that no schema promises what nothing holds.
public struct JSONSchema: Sendable {
    private let root: JSONValue

    /// Why a schema cannot be used.
    public struct UnknownKeyword: Error, CustomStringConvertible {
        /// The keyword, and where it stands.
        public let description: String
    }

    /// Takes a schema.
    ///
    /// - Throws: ``UnknownKeyword`` for what this reader does not hold documents to.
    public init(_ schema: JSONValue) throws {
        try Self.checkKeywords(schema, at: "#")
        root = schema
    }

    /// Reads a schema.
    public init(parsing bytes: [UInt8]) throws {
        try self.init(JSONValue(parsing: bytes))
    }

    /// What is wrong with `value`, each with its place; empty where it fits the schema.
    public func problems(of value: JSONValue) -> [String] {
        Self.problems(of: value, against: root, at: "$")
    }

    private static let assertions: Set<String> = [
        "type", "properties", "required", "additionalProperties", "items", "enum", "const",
    ]
    private static let annotations: Set<String> = ["$schema", "$id", "title", "description"]

    private static func checkKeywords(_ schema: JSONValue, at place: String) throws {
        guard case .object(let object) = schema else {
            throw UnknownKeyword(description: "\(place) is no object")
        }
        for (name, value) in object.members {
            guard assertions.contains(name) || annotations.contains(name) else {
                throw UnknownKeyword(description: "\(place)/\(name)")
            }
            if name == "items" { try checkKeywords(value, at: "\(place)/items") }
            if name == "additionalProperties", value != false {
                throw UnknownKeyword(description: "\(place)/\(name) other than false")
            }
            if name == "properties", case .object(let properties) = value {
                for (property, schema) in properties.members {
                    try checkKeywords(schema, at: "\(place)/properties/\(property)")
                }
            }
        }
    }

    private static func problems(
        of value: JSONValue, against schema: JSONValue, at place: String
    ) -> [String] {
        var problems: [String] = []
        if let const = schema["const"], const != value {
            problems.append("\(place): not the const")
        }
        if case .array(let values)? = schema["enum"], !values.contains(value) {
            problems.append("\(place): not one of the enum")
        }
        if let type = schema["type"] {
            // One type, or several of which one is enough.
            let allowed: [JSONValue] = if case .array(let types) = type { types } else { [type] }
            if !types(of: value).contains(where: { allowed.contains(.string($0)) }) {
                problems.append("\(place): not of the type")
            }
        }
        if case .array(let elements) = value, let items = schema["items"] {
            for (index, element) in elements.enumerated() {
                problems += Self.problems(of: element, against: items, at: "\(place)[\(index)]")
            }
        }
        if case .object(let object) = value {
            problems += Self.problems(of: object, against: schema, at: place)
        }
        return problems
    }

    private static func problems(
        of object: JSONObject, against schema: JSONValue, at place: String
    ) -> [String] {
        var problems: [String] = []
        if case .array(let required)? = schema["required"] {
            for case .string(let name) in required where object[name] == nil {
                problems.append("\(place).\(name): missing")
            }
        }
        for (name, member) in object.members {
            if let property = schema["properties"]?[name] {
                problems += Self.problems(of: member, against: property, at: "\(place).\(name)")
            } else if schema["additionalProperties"] == false {
                problems.append("\(place).\(name): not in the schema")
            }
        }
        return problems
    }

    private static func types(of value: JSONValue) -> [String] {
        switch value {
        case .null: ["null"]
        case .boolean: ["boolean"]
        case .integer: ["integer", "number"]
        case .number: ["number"]
        case .string: ["string"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }
}
