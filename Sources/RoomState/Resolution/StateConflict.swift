public import FederationCore

/// State on which the states that are resolved do not agree.
public struct StateConflict: Sendable, Hashable {
    /// What it is the state of.
    public let tuple: StateTuple
    /// What each state has there, in the order given; nothing where it has nothing.
    public let candidates: [EventID?]
    /// What came out; nothing where nothing was allowed.
    public let winner: EventID?
}
