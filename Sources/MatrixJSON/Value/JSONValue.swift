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
        JSONWriter.bytes(of: self)
    }
}
