/// One fact behind a verdict: a name in snake case, and a value.
public struct Evidence: Sendable, Hashable {
    /// The name, in snake case.
    public let name: String
    /// The value.
    public let value: Value

    /// A number, a text, or a list of texts.
    public enum Value: Sendable, Hashable {
        /// A whole number.
        case integer(Int)
        /// Yes or no.
        case boolean(Bool)
        /// A text, as it came.
        case text(String)
        /// Several texts, in order.
        case list([String])
    }

    /// A fact.
    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}
