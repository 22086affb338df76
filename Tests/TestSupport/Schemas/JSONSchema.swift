public import MatrixJSON

/// The part of JSON Schema 2020-12 that the published schemas are written in, and nothing more.
///
/// A keyword that is not known here is an error, so that no schema promises what nothing holds.
public struct JSONSchema: Sendable {
    /// The schema, and those that it refers to.
    let documents: [JSONValue]

    /// Why a schema cannot be used.
    public struct UnknownKeyword: Error, CustomStringConvertible {
        /// The keyword, and where it stands.
        public let description: String
    }

    /// Takes a schema, and `others` that it refers to by their `$id`.
    ///
    /// - Throws: ``UnknownKeyword`` for what this reader does not hold documents to.
    public init(_ schema: JSONValue, with others: [JSONValue] = []) throws {
        documents = [schema] + others
        for document in documents { try checkKeywords(document, at: "#", of: document) }
    }

    /// Reads a schema, and `others` that it refers to by their `$id`.
    public init(parsing bytes: [UInt8], with others: [[UInt8]] = []) throws {
        try self.init(JSONValue(parsing: bytes), with: others.map { try JSONValue(parsing: $0) })
    }

    /// What is wrong with `value`, each with its place; empty where it fits the schema.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - pointer: The part of the schema that it is held to.
    /// - Returns: The problems.
    public func problems(of value: JSONValue, at pointer: String = "#") -> [String] {
        guard let part = unfollowedPart(at: pointer) else { return ["there is no \(pointer)"] }
        return problems(of: value, against: part, at: "$")
    }

    /// Whether `value` is what `part` describes.
    public func fits(_ value: JSONValue, _ part: SchemaPart) -> Bool {
        problems(of: value, against: part, at: "$").isEmpty
    }

    private static let annotations: Set<String> = [
        "$schema", "$id", "title", "description", "default", "$defs",
    ]
    private static let assertions: Set<String> = [
        "type", "properties", "required", "additionalProperties", "items", "enum", "const",
        "anyOf", "oneOf", "minimum", "maximum", "dependentRequired", "$ref",
    ]

    private func checkKeywords(
        _ schema: JSONValue, at place: String, of document: JSONValue
    ) throws {
        guard case .object(let object) = schema else {
            throw UnknownKeyword(description: "\(place) is no object")
        }
        for (name, value) in object.members {
            guard Self.assertions.contains(name) || Self.annotations.contains(name) else {
                throw UnknownKeyword(description: "\(place)/\(name)")
            }
            for (inner, schema) in Self.schemas(in: value, of: name) {
                try checkKeywords(schema, at: "\(place)/\(name)\(inner)", of: document)
            }
            guard name == "$ref" else { continue }
            guard SchemaPart(schema: schema, document: document).followed(in: documents) != nil
            else { throw UnknownKeyword(description: "\(place)/$ref leads nowhere") }
        }
    }

    /// The schemas that the value of a keyword has, each with its place in it.
    private static func schemas(
        in value: JSONValue, of keyword: String
    ) -> [(place: String, schema: JSONValue)] {
        switch (keyword, value) {
        case ("items", _): [("", value)]
        case ("additionalProperties", .object): [("", value)]
        case ("properties", .object(let object)), ("$defs", .object(let object)):
            object.members.map { ("/\($0.name)", $0.value) }
        case ("anyOf", .array(let list)), ("oneOf", .array(let list)):
            list.enumerated().map { ("/\($0.offset)", $0.element) }
        default: []
        }
    }
}
