public import FederationCore
public import Findings
public import RoomEvents

/// An invite that the server of the invited user has signed; it can go to the room now.
public struct SignedInvite: Sendable {
    /// The invite, with the signatures of both servers.
    public let event: Event
    /// The server of the invited user.
    public let server: ServerName
    /// What the checks of its answer found.
    public let findings: [Finding]
    /// What was done.
    public let steps: [ParticipationStep]
}
