public import FederationCore
public import Findings

/// The room that an alias names.
public struct FoundRoom: Sendable {
    /// The room.
    public let roomID: RoomID
    /// The servers that are in it, each once, in the order of the answer.
    public let servers: [ServerName]
    /// What the checks of the answer found.
    public let findings: [Finding]
    /// What was done.
    public let steps: [ParticipationStep]
}
