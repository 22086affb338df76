import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import Synchronization

/// Answers what the homeserver asks the server elsewhere about a room.
final class StrangerAnswers: Sendable {
    private let timeline = Mutex<RoomTimeline?>(nil)
    private let asked = Mutex<[String]>([])

    /// The operations that were asked, in order.
    var operations: [String] { asked.withLock { $0 } }

    /// Makes this the room that is answered from.
    func set(_ room: RoomTimeline) { timeline.withLock { $0 = room } }

    /// The answer to a request.
    func answer(to request: FederationRequest) -> HTTPResponse {
        asked.withLock { $0.append(request.operation ?? "") }
        let body = timeline.withLock { room in room.flatMap { Self.body(of: request, in: $0) } }
        guard let body else {
            return HTTPResponse(status: 404, headers: [], body: Array("{}".utf8))
        }
        return HTTPResponse(
            status: 200, headers: [], body: JSONValue.object(body).canonicalBytes())
    }

    private static func body(of request: FederationRequest, in room: RoomTimeline) -> JSONObject? {
        let query = PercentEncoding.queryItems(ofTarget: request.target)
        let queried = query.first { $0.name == "event_id" }.flatMap {
            try? EventID(parsing: $0.value)
        }
        switch request.operation {
        case "missing-events":
            let json = try? JSONDocument(parsing: request.body ?? []).root
            let ids = { (name: String) in
                (json?[name]?.elements ?? []).compactMap {
                    try? EventID(parsing: $0.string ?? "")
                }
            }
            let events = room.missingEvents(
                earliest: ids("earliest_events"), latest: ids("latest_events"),
                limit: Int(json?["limit"]?.integer ?? 10))
            return ["events": .array(events.map(\.document.root.value))]
        case "state-ids":
            guard let id = queried, let state = room.stateEventIDs(before: id) else { return nil }
            let chain = room.authChain(of: state).map(\.eventID)
            return ["pdu_ids": list(state), "auth_chain_ids": list(chain)]
        case "event":
            let text = PercentEncoding.decode(request.target.split(separator: "/").last ?? "")
            guard let id = try? EventID(parsing: text), let event = room[id] else { return nil }
            return ["pdus": [event.document.root.value]]
        default: return nil
        }
    }

    private static func list(_ ids: [EventID]) -> JSONValue {
        .array(ids.map { .string($0.description) })
    }
}
