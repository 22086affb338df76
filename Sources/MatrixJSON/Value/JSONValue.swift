/// A JSON value that is built here, such as the body of a request.
///
/// Values are equal where their canonical forms are: strings and names are compared byte by byte, not
/// as Swift compares strings, and the order of members does not count.
public enum JSONValue: Sendable {
    /// `null`
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// An integer. Canonical JSON knows those within ±(2^53−1); others are written all the same.
    case integer(Int64)
    /// A number that keeps its own text, which has to be a number of RFC 8259.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)
}

extension JSONValue {
    /// Reads a document into a value.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - numbers: How numbers are judged.
    /// - Throws: The first mistake of the document.
    public init(
        parsing bytes: [UInt8], numbers: NumberReading = .normalizing
    ) throws(JSONSyntaxError) {
        self = try JSONDocument(parsing: bytes, numbers: numbers).root.value
    }

    /// The value of a member, or nil where there is none or this is no object.
    public subscript(_ member: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[member]
    }

    /// The value as canonical JSON.
    ///
    /// - Returns: What `canonicalize(_:omitting:numbers:)` would return, provided that the numbers
    ///   are those of canonical JSON; they are written as they are.
    public func canonicalBytes() -> [UInt8] {
        var output: [UInt8] = []
        JSONWriter.append(self, to: &output)
        return output
    }
}

extension JSONValue: Hashable {
    /// Whether both are the same JSON.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let one), .boolean(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.number(let one), .number(let other)): JSONName(one) == JSONName(other)
        case (.string(let one), .string(let other)): JSONName(one) == JSONName(other)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        default: false
        }
    }

    /// Adds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let boolean): hasher.combine(boolean)
        case .integer(let integer): hasher.combine(integer)
        case .number(let text), .string(let text): hasher.combine(JSONName(text))
        case .array(let elements): hasher.combine(elements)
        case .object(let object): hasher.combine(object)
        }
    }
}
