public import FederationCore
public import Findings
public import RoomEvents

/// A room that was joined, and what is known of it by that; everything in it was verified.
public struct JoinedRoom: Sendable {
    /// The version of the room.
    public let version: RoomVersion
    /// The join, with the signatures that it needs.
    public let event: Event
    /// The state before it, as far as it passed.
    public let state: [Event]
    /// What authorises it and the state, as far as it passed.
    public let authChain: [Event]
    /// The servers that had users in the room before the join.
    public let serversInRoom: [ServerName]
    /// Whether members are missing from the state.
    public let isPartial: Bool
    /// The server that let the user in.
    public let resident: ServerName
    /// What the checks of its answers found.
    public let findings: [Finding]
    /// What was done, with servers that did not help too.
    public let steps: [ParticipationStep]
    /// Why servers that were asked before did not help.
    public let earlierErrors: [ParticipationError]

    /// Whether nothing that the server handed out is wrong.
    public var isSound: Bool { !findings.contains { $0.verdict == .fail } }
}
