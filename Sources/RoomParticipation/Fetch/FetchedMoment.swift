public import FederationCore
public import Findings

/// The event that is closest to a time, as a server says.
public struct FetchedMoment: Sendable {
    /// The event.
    public let eventID: EventID
    /// When it was made, in milliseconds since the Unix epoch.
    public let originServerTS: Int64
    /// What the checks of the answer found.
    public let findings: [Finding]
    /// What was done.
    public let steps: [ParticipationStep]
}
