import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Answers questions about the events of a room to a server that is in it.
struct RoomHistory {
    private let room: RoomCall
    private let call: EndpointCall

    /// Finds the room, and refuses who is not in it.
    init(_ call: EndpointCall) throws(Refusal) {
        room = try RoomCall(call)
        self.call = call
        try room.requireServerInRoom()
        try room.requireOriginInRoom()
    }

    /// The most events of one answer.
    static let limit = 100

    /// What an event stands on.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1event_authroomideventid>
    func authChain() throws(Refusal) -> Answer {
        let event = try room.event(call.argument("eventId") ?? "")
        var answer = AnswerObject()
        answer.add("auth_chain", events: room.room.read { $0.fullAuthChain(of: [event]) })
        return answer.answer
    }

    /// The state before an event, and what that stands on.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1stateroomid>
    func state() throws(Refusal) -> Answer {
        let (state, chain) = try stateBefore()
        var answer = AnswerObject()
        answer.add("auth_chain", events: chain)
        answer.add("pdus", events: state)
        return answer.answer
    }

    /// The same, as IDs.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1state_idsroomid>
    func stateIDs() throws(Refusal) -> Answer {
        let event = try room.event(call.queryValue("event_id") ?? "")
        // The state of a large room is tens of thousands of events, of which only the IDs are wanted.
        let found = room.room.read { timeline in
            timeline.stateEventIDs(before: event.eventID).map {
                (state: $0, chain: timeline.fullAuthChainIDs(of: $0))
            }
        }
        guard let found else { throw Self.unknownState }
        var answer = AnswerObject()
        answer.add("auth_chain_ids", ids: found.chain)
        answer.add("pdu_ids", ids: found.state)
        return answer.answer
    }

    private func stateBefore() throws(Refusal) -> (state: [Event], chain: [Event]) {
        try room.requireWholeState()
        let event = try room.event(call.queryValue("event_id") ?? "")
        let found = room.room.read { timeline in
            timeline.stateEvents(before: event.eventID).map {
                (state: $0, chain: timeline.fullAuthChain(of: $0))
            }
        }
        guard let found else { throw Self.unknownState }
        return found
    }

    private static let unknownState = Refusal(
        404, "M_NOT_FOUND", "the state before the event is not known here")

    /// Events and those before them.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1backfillroomid>
    func backfill() throws(Refusal) -> Answer {
        let ids = eventIDs(call.query.filter { $0.name == "v" }.map(\.value))
        let limit = Int(call.queryValue("limit") ?? "") ?? 0
        let origin = room.origin
        let documents = room.room.read { timeline in
            var visibility = EventVisibility(timeline, to: origin)
            return timeline.backfill(from: ids, limit: Self.bounded(limit)).map {
                visibility.bytes(of: $0)
            }
        }
        return pdus(documents)
    }

    /// The events between those that the asking server has and those that it knows of.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#post_matrixfederationv1get_missing_eventsroomid>
    func missingEvents() throws(Refusal) -> Answer {
        let body = call.body?.root
        let ids = { (name: String) in
            eventIDs((body?[name]?.elements ?? []).compactMap(\.string))
        }
        let (earliest, latest) = (ids("earliest_events"), ids("latest_events"))
        let limit = Int(exactly: body?["limit"]?.integer ?? 10) ?? 10
        let minimumDepth = body?["min_depth"]?.integer ?? 0
        let origin = room.origin
        let documents = room.room.read { timeline in
            var visibility = EventVisibility(timeline, to: origin)
            return timeline.missingEvents(
                earliest: earliest, latest: latest, limit: Self.bounded(limit),
                minimumDepth: minimumDepth
            ).map { visibility.bytes(of: $0) }
        }
        var answer = AnswerObject()
        answer.add("events", documents: documents)
        return answer.answer
    }

    /// The event that is closest to a time.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1timestamp_to_eventroomid>
    func nearest() throws(Refusal) -> Answer {
        let time = Int64(call.queryValue("ts") ?? "") ?? 0
        let isForwards = call.queryValue("dir") == "f"
        let found = room.room.read {
            $0.nearest(to: time, direction: isForwards ? .forwards : .backwards)
        }
        guard let found else { throw call.missingEvent }
        return .json([
            "event_id": .string(found.eventID.description),
            "origin_server_ts": .integer(found.originServerTS),
        ])
    }

    /// What is no event ID names no event, and is left out.
    private func eventIDs(_ texts: [String]) -> [EventID] {
        texts.compactMap { try? EventID(parsing: $0) }
    }

    private static func bounded(_ limit: Int) -> Int { min(max(0, limit), Self.limit) }

    private func pdus(_ documents: [[UInt8]]) -> Answer { call.pdus(documents) }
}

extension EndpointCall {
    /// Events as an answer in the form of a transaction.
    func pdus(_ documents: [[UInt8]]) -> Answer {
        var answer = AnswerObject()
        answer.add("origin", .string(server.name.description))
        answer.add("origin_server_ts", .integer(now))
        answer.add("pdus", documents: documents)
        return answer.answer
    }

    /// The one event of the path, to a server that is in its room.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1eventeventid>
    func singleEvent() throws(Refusal) -> Answer {
        let origin = try signedOrigin
        // What is no event ID names no event.
        guard let id = try? EventID(parsing: argument("eventId") ?? ""),
            let (room, event) = state.rooms.event(id)
        else { throw missingEvent }
        guard room.hasJoined(origin) else {
            throw .forbidden("\(origin) has no user in the room of the event")
        }
        let bytes = room.read { timeline in
            var visibility = EventVisibility(timeline, to: origin)
            return visibility.bytes(of: event)
        }
        return pdus([bytes])
    }
}
