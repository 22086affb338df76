import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestSupport

/// A server that is asked for the events of a room, and what it answers but for what a test changes.
struct CannedHistory {
    let room: CannedRoom
    let federation: CannedFederation
    let fetch: RoomFetch
    let server: ServerName

    init(
        _ room: CannedRoom, limits: ParticipationLimits = ParticipationLimits(),
        changing change: @escaping @Sendable (inout JSONObject) throws -> Void = { _ in }
    ) throws {
        self.room = room
        server = try ServerName(parsing: "resident.example")
        federation = CannedFederation { (request) throws(FederationRequestError) in
            do {
                guard var answer = try Self.answer(to: request, in: room) else {
                    return CannedResident.json(["errcode": "M_NOT_FOUND"], status: 404)
                }
                try change(&answer)
                return CannedResident.json(answer)
            } catch {
                return CannedResident.json(["error": .string("\(error)")], status: 500)
            }
        }
        let name = try Scene.ownName.get()
        let participant = Participant(
            identity: FederationIdentity(serverName: name, key: try CannedKeys.key(of: name)),
            federation: federation, verifyKeys: CannedKeys(), time: FixedTime(now: Moment.now))
        fetch = RoomFetch(
            room.roomID, version: room.version, as: participant, limits: limits)
    }

    private static func answer(
        to request: FederationRequest, in room: CannedRoom
    ) throws -> JSONObject? {
        let ids = room.events.map { JSONValue.string("\($0.eventID)") }
        switch request.operation {
        case "state":
            return [
                "pdus": room.stateEvents.value, "auth_chain": try room.authChain().value,
            ]
        case "state-ids":
            return [
                "pdu_ids": .array(room.stateEvents.map { .string("\($0.eventID)") }),
                "auth_chain_ids": .array(try room.authChain().map { .string("\($0.eventID)") }),
            ]
        case "event-auth":
            guard
                case .match(_, let arguments) = Endpoint.match(
                    method: request.method, target: request.target),
                let event = room.events.first(where: { event in
                    arguments.contains { $0.name == "eventId" && $0.value == "\(event.eventID)" }
                })
            else { return nil }
            let graph = try EventGraph(room.events)
            let chain = Set(graph.authChain(of: [event.eventID]))
            return ["auth_chain": room.events.filter { chain.contains($0.eventID) }.value]
        case "event":
            let event = room.events.first {
                request.target.hasSuffix(PercentEncoding.encode("\($0.eventID)"))
            }
            return [
                "origin": "resident.example", "origin_server_ts": 1,
                "pdus": [(event ?? room.events[6]).value],
            ]
        case "backfill":
            return [
                "origin": "resident.example", "origin_server_ts": 1,
                "pdus": Array(room.events.suffix(3).reversed()).value,
            ]
        case "missing-events":
            return ["events": Array(room.events.suffix(3).dropLast()).value]
        case "timestamp-to-event": return ["event_id": ids[0], "origin_server_ts": 1_000]
        default: return nil
        }
    }
}
