import FederationCore
import RoomEvents
import RoomState

/// Hands events that this server took in for others to the servers of the process that are in the room.
struct RoomRelay {
    private let call: EndpointCall

    init(_ call: EndpointCall) {
        self.call = call
    }

    /// How many events before it go along with an event.
    private static let limit = 1_000

    /// Hands an event on, with what a server lacks before it.
    func hand(_ event: Event, of room: HostedRoom) async {
        for (name, state) in call.neighbours where name != call.server.name {
            guard let copy = state.rooms[room.id], copy.hasJoined(name) else { continue }
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
        let keys = await EventKeyTable(for: [event.source], from: call.verifyKeys)
        return copy.receive(event, keys: keys)
    }
}
