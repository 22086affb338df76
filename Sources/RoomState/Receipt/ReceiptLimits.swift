/// What the receipt checks spend at most, so that no room can keep them busy for ever.
public struct ReceiptLimits: Sendable, Hashable {
    /// How many events may have nothing behind them at one time: all of them make the current state.
    public var extremities: Int
    /// Of how many such events the states are compared, where nothing has to be resolved because they agree.
    public var agreements: Int
    /// How often the authorisation rules may be asked about an event when states are resolved.
    public var judgements: Int
    /// How many events may be passed when states are resolved.
    public var visits: Int

    /// Limits that rooms of honest servers do not reach.
    public init(
        extremities: Int = 50, agreements: Int = 1_000, judgements: Int = 500_000,
        visits: Int = 5_000_000
    ) {
        self.extremities = extremities
        self.agreements = agreements
        self.judgements = judgements
        self.visits = visits
    }
}
