/// A wait that was ended.
public struct TimeLimitError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How long was waited.
    public var limit: Duration

    /// A wait of `limit` that was ended.
    public init(limit: Duration) {
        self.limit = limit
    }

    /// What happened, such as `no answer within 10 s`.
    public var description: String {
        let milliseconds = Int64((limit / .milliseconds(1)).rounded())
        return milliseconds.isMultiple(of: 1000)
            ? "no answer within \(milliseconds / 1000) s" : "no answer within \(milliseconds) ms"
    }
}
