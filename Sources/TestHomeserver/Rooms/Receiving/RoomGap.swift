import FederationCore
import RoomEvents
import RoomParticipation
import RoomState

/// Fetches what is missing between a room as it is here and an event that came, from the server that sent it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#backfilling-and-retrieving-missing-events>
struct RoomGap {
    private let room: HostedRoom
    private let origin: ServerName
    private let fetch: RoomFetch
    private let keys: ProcessKeys

    /// None where this server asks no other server.
    init?(_ acting: ActingServer, _ room: HostedRoom, origin: ServerName) {
        guard let participant = acting.participant else { return nil }
        self.room = room
        self.origin = origin
        fetch = RoomFetch(room.id, version: room.version, as: participant)
        keys = acting.verifyKeys
    }

    /// How many events are asked for at once.
    private static let missingLimit = 20
    /// How many events of a state are fetched one by one; above, the whole state is.
    private static let singleLimit = 50

    /// Takes in the events before `event`; where they do not reach what is here, the state before the
    /// earliest of them is taken from the origin.
    ///
    /// What the origin does not give stays missing, and `event` undecided.
    func close(before event: Event) async {
        var open: [Event] = []
        for missing in await missingEvents(before: event) + [event] {
            let table = await EventKeyTable(for: [missing.source], from: keys)
            guard room.receive(missing, keys: table).verdict == .undecided else { continue }
            open.append(missing)
        }
        for event in open {
            let table = await EventKeyTable(for: [event.source], from: keys)
            // The one before may have closed the gap of this one.
            guard room.receive(event, keys: table).verdict == .undecided else { continue }
            guard let state = await fetchState(before: event) else { continue }
            room.receive(event, stateBefore: state, keys: table)
        }
    }

    private func missingEvents(before event: Event) async -> [Event] {
        let extremities = room.read { $0.forwardExtremities.map(\.eventID) }
        // What is not given is missing all the same.
        let found = try? await fetch.missingEvents(
            before: [event], after: extremities, limit: Self.missingLimit, from: origin)
        return (found?.events ?? []).sorted { $0.depth < $1.depth }
    }

    /// Takes in the state before an event with all that it stands on, and gives the IDs of the state.
    func fetchState(before event: Event) async -> [EventID]? {
        // What is not given is missing all the same.
        guard let ids = try? await fetch.stateIDs(before: event.eventID, from: origin) else {
            return nil
        }
        let wanted = ids.state + ids.authChain
        let unknown = room.read { timeline in wanted.filter { timeline[$0] == nil } }
        var fetched: [Event] = []
        if unknown.count > Self.singleLimit {
            guard let whole = try? await fetch.state(before: event.eventID, from: origin) else {
                return nil
            }
            fetched = whole.state + whole.authChain
        } else {
            for id in unknown {
                // An event that does not come is missing where it is needed.
                let found = try? await fetch.event(id, from: origin)
                fetched += found?.events ?? []
            }
        }
        let table = await EventKeyTable(for: fetched.map(\.source), from: keys)
        for event in fetched.sorted(by: { $0.depth < $1.depth }) {
            room.addOutlier(event, keys: table)
        }
        return ids.state
    }
}
