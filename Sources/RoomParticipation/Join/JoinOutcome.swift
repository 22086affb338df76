import FederationCore
import Findings
import RoomEvents

/// What one server made of a join.
struct JoinOutcome {
    let event: Event
    let state: [Event]
    let authChain: [Event]
    let serversInRoom: [ServerName]
    let isPartial: Bool
    let findings: [Finding]

    /// The room, with what was done before.
    func room(
        through server: ServerName, steps: [ParticipationStep],
        earlierErrors: [ParticipationError]
    ) -> JoinedRoom {
        JoinedRoom(
            version: event.version, event: event, state: state, authChain: authChain,
            serversInRoom: serversInRoom, isPartial: isPartial, resident: server,
            findings: findings, steps: steps, earlierErrors: earlierErrors)
    }
}
