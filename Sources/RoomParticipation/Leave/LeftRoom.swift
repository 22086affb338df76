public import FederationCore
public import Findings
public import RoomEvents

/// A room that was left.
public struct LeftRoom: Sendable {
    /// The event that says so.
    public let event: Event
    /// The server that took it.
    public let resident: ServerName
    /// What the checks of its template found.
    public let findings: [Finding]
    /// What was done, with servers that did not help too.
    public let steps: [ParticipationStep]
    /// Why servers that were asked before did not help.
    public let earlierErrors: [ParticipationError]
}
