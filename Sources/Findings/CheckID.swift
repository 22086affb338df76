/// The identifier of a check: words with a dot, such as `tls.chain`, stable for ever.
public struct CheckID: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The identifier as people write it.
    public let name: String

    /// Names a check; use it for names that are in the table of checks.
    public init(_ name: String) {
        self.name = name
    }

    /// Names a check in the source.
    public init(stringLiteral name: String) {
        self.name = name
    }

    /// The identifier as people write it.
    public var description: String { name }

    /// The word before the first dot, such as `tls`.
    public var topic: String {
        String(name.prefix { $0 != "." })
    }
}
