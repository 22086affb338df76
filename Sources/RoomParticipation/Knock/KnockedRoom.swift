public import FederationCore
public import Findings
public import RoomEvents

/// A room that was knocked at.
public struct KnockedRoom: Sendable {
    /// The knock.
    public let event: Event
    /// What the server tells of the room, as far as it is signed and well-formed.
    public let roomState: [Event]
    /// The server that took the knock.
    public let resident: ServerName
    /// What the checks of its answers found.
    public let findings: [Finding]
    /// What was done, with servers that did not help too.
    public let steps: [ParticipationStep]
    /// Why servers that were asked before did not help.
    public let earlierErrors: [ParticipationError]

    /// The version of the room.
    public var version: RoomVersion { event.version }
}
