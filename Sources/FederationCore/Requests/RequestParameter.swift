/// A name and a value that a request is built from, not encoded in any way.
public struct RequestParameter: Sendable, Hashable {
    /// The name, as in the endpoint table.
    public var name: String
    /// The value.
    public var value: String

    /// A parameter.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Reads `name=value`; the value may hold further equals signs, or be empty.
    ///
    /// - Throws: ``RequestBuildError`` where there is no `=`, or no name before it.
    public init(parsing text: String) throws(RequestBuildError) {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex
        else { throw .notAnAssignment(text) }
        name = String(text[..<equals])
        value = String(text[text.utf8.index(after: equals)...])
    }
}
