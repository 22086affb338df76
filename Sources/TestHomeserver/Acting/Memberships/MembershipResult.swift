import FederationCore
import Findings
import RoomEvents
import RoomParticipation

/// What became of a user's wish to come into a room, to be let in, or to go.
struct MembershipResult: Sendable {
    /// The membership event.
    let event: Event
    /// The server that helped; none where this one is in the room itself.
    var resident: ServerName?
    /// What the checks of that server's answers found.
    var findings: [Finding] = []
    /// What was done with other servers.
    var steps: [ParticipationStep] = []
}
