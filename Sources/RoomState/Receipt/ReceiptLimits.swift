/// What the receipt checks spend at most, so that no room can keep them busy for ever.
public struct ReceiptLimits: Sendable, Hashable {
    /// How many events may have nothing behind them at one time: all of them make the current state.
    public var extremities: Int
    /// How often an event may be judged when states are resolved.
    public var judgements: Int

    /// Limits that rooms of honest servers do not reach.
    public init(extremities: Int = 50, judgements: Int = 2_000_000) {
        self.extremities = extremities
        self.judgements = judgements
    }
}
