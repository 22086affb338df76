public import FederationCore

/// What became of an event in a resolution, and why.
public struct EventFate: Sendable, Hashable {
    /// The event.
    public let eventID: EventID
    /// What it is the state of; none where it is no state.
    public let tuple: StateTuple?
    /// What became of it.
    public let outcome: Outcome

    /// What can become of an event.
    public enum Outcome: Sendable, Hashable {
        /// It is in the resolved state.
        case won
        /// The authorisation rules refused it: the rule, the event that it failed against, the reason.
        case refused(rule: AuthRule, against: EventID?, reason: String)
        /// It was put to the state, and a later one took its place.
        case replaced(by: EventID)
        /// All states agree on another event, which stays.
        case unconflicted(EventID)
        /// Version 1 did not look at it, because this one had won before.
        case notReached(winner: EventID?)
        /// It is no state event.
        case notState
    }
}
