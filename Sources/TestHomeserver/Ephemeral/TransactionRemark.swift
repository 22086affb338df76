import FederationCore

/// A breach of a rule: what was there.
public struct TransactionRemark: Sendable, Hashable, CustomStringConvertible {
    /// The rule.
    public var rule: TransactionRule
    /// What was there, in lower case and without a full stop; text of the sender is in it as it came, and cut where it is long.
    public var words: String

    /// How many bytes of the words are kept.
    private static let limit = 500

    /// A breach of `rule`.
    public init(_ rule: TransactionRule, _ words: String) {
        self.rule = rule
        self.words = words.cut(to: Self.limit)
    }

    /// Rule and words.
    public var description: String { "\(rule.id): \(words)" }
}
