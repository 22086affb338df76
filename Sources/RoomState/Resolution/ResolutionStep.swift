public import FederationCore

/// One event that was put to the state so far.
public struct ResolutionStep: Sendable, Hashable {
    /// The event.
    public let eventID: EventID
    /// What it is the state of; none where it is no state.
    public let tuple: StateTuple?
    /// The part of the resolution.
    public let phase: ResolutionPhase
    /// What came of it.
    public let outcome: Outcome
    /// The event whose place it took in the state, where there was one.
    public let replaced: EventID?

    /// What came of putting an event to the state.
    public enum Outcome: Sendable, Hashable {
        /// The authorisation rules were asked.
        case judged(AuthDecision)
        /// It is in an auth chain and is no state event, so it cannot be in the state.
        case notState
        /// It was taken without asking: version 1 does so with the first of a list, and where none of a
        /// list is allowed.
        case takenUnjudged
        /// It was not looked at: version 1 stops at the first that is not allowed, or that is.
        case notReached
    }

    /// Whether the event went into the state.
    public var isApplied: Bool {
        switch outcome {
        case .judged(let decision): decision.isAllowed
        case .takenUnjudged: true
        case .notState, .notReached: false
        }
    }
}
