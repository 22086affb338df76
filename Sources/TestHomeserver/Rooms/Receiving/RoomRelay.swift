import FederationCore
import RoomEvents
import RoomState

/// Hands events that this server made, or took in for others, to the servers that are in the room: to those
/// of the process by hand, to all others in transactions.
struct RoomRelay {
    private let acting: ActingServer

    init(_ acting: ActingServer) {
        self.acting = acting
    }

    /// How many events before it go along with an event.
    private static let limit = 1_000

    /// Hands an event on, to the servers of the process with what they lack before it.
    func hand(_ event: Event, of room: HostedRoom) async {
        // Who sent it has it.
        let known: Set = [acting.name, event.sender.serverName]
        let others = room.audience(of: event).subtracting(known)
        acting.state.outbox?.send(
            event,
            to: others.filter { acting.neighbours[$0] == nil }.sorted {
                $0.description < $1.description
            })
        for (name, state) in acting.neighbours where name != acting.name {
            guard let copy = state.rooms[room.id], copy.hasJoined(name),
                copy.read({ $0.admits(acting.name) })
            else { continue }
            if await hand(event, to: copy).verdict == .undecided {
                let known = copy.read { $0.forwardExtremities.map(\.eventID) }
                let missing = room.read {
                    $0.missingEvents(
                        earliest: known, latest: [event.eventID], limit: Self.limit)
                }
                for event in missing { _ = await hand(event, to: copy) }
                _ = await hand(event, to: copy)
            }
        }
    }

    private func hand(_ event: Event, to copy: HostedRoom) async -> Receipt {
        let keys = await EventKeyTable(for: [event.source], from: acting.verifyKeys)
        return copy.receive(event, keys: keys)
    }
}
