/// A wait that was ended.
public struct TimeLimitError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How long was waited.
    public var limit: Duration

    /// A wait of `limit` that was ended.
    public init(limit: Duration) {
        self.limit = limit
    }

    /// What happened, such as `no answer within 10 s`.
    public var description: String { "no answer within \(limit.words)" }
}
