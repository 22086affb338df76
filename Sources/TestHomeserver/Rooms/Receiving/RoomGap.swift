import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Fetches what is missing between a room as it is here and an event that came, from the server that sent it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#backfilling-and-retrieving-missing-events>
struct RoomGap {
    private let room: HostedRoom
    private let origin: ServerName
    private let federation: any FederationRequesting
    private let identity: FederationIdentity
    private let keys: ProcessKeys

    /// None where this server asks no other server, or nobody is known who could be asked.
    init?(_ call: EndpointCall, _ room: HostedRoom) {
        guard let federation = call.state.federation, let origin = call.origin else { return nil }
        self.room = room
        self.origin = origin
        self.federation = federation
        identity = FederationIdentity(serverName: call.server.name, key: call.server.signingKey)
        keys = call.verifyKeys
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
        let body: JSONObject = [
            "earliest_events": .array(extremities.map { .string($0.description) }),
            "latest_events": [.string(event.eventID.description)],
            "limit": .integer(Int64(Self.missingLimit)),
        ]
        let answer = await ask(
            "missing-events", ["roomId": room.id.description], body: .json(.object(body)))
        return events(answer?["events"]).sorted { $0.depth < $1.depth }
    }

    /// Takes in the state before an event with all that it stands on, and gives the IDs of the state.
    private func fetchState(before event: Event) async -> [EventID]? {
        let parameters: KeyValuePairs = [
            "roomId": room.id.description, "event_id": event.eventID.description,
        ]
        guard let answer = await ask("state-ids", parameters) else { return nil }
        let state = eventIDs(answer["pdu_ids"])
        let wanted = state + eventIDs(answer["auth_chain_ids"])
        let unknown = room.read { timeline in wanted.filter { timeline[$0] == nil } }
        var fetched: [Event] = []
        if unknown.count > Self.singleLimit {
            guard let answer = await ask("state", parameters) else { return nil }
            fetched = events(answer["pdus"]) + events(answer["auth_chain"])
        } else {
            for id in unknown {
                let answer = await ask("event", ["eventId": id.description])
                fetched += events(answer?["pdus"])
            }
        }
        let table = await EventKeyTable(for: fetched.map(\.source), from: keys)
        for event in fetched.sorted(by: { $0.depth < $1.depth }) {
            room.addOutlier(event, keys: table)
        }
        return state
    }

    private func events(_ list: JSONElement?) -> [Event] {
        // What is no event of the room is as good as not given.
        (list?.elements ?? []).compactMap {
            try? Event(parsing: Array($0.rawBytes), version: room.version)
        }.filter { $0.roomID == room.id }
    }

    private func eventIDs(_ list: JSONElement?) -> [EventID] {
        // What is no event ID names no event.
        (list?.elements ?? []).compactMap { $0.string.flatMap { try? EventID(parsing: $0) } }
    }

    /// The answer to a request; none where it is refused, or cannot be read: the gap then stays.
    private func ask(
        _ operation: String, _ parameters: KeyValuePairs<String, String>, body: RequestBody? = nil
    ) async -> JSONElement? {
        guard let endpoint = Endpoint.named(operation),
            let request = try? FederationRequest(
                endpoint, to: origin,
                parameters: parameters.map { RequestParameter($0.key, $0.value) }, body: body),
            let exchange = try? await federation.send(request, signedBy: identity),
            exchange.refusal == nil,
            let document = try? JSONDocument(
                parsing: exchange.response.body, numbers: .preserving)
        else { return nil }
        return document.root
    }
}
