import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension HostedRoom {
    /// What tells the room from others, for machines.
    func summary(for state: ServerState) -> JSONObject {
        let joined = joinedServers
        return read { timeline in
            [
                "room_id": .string(id.description), "room_version": .string(version.identifier),
                "joined": .boolean(joined[state.server.name] != nil),
                "partial": .boolean(timeline.isPartial),
                "members": .integer(Int64(joined.values.reduce(0, +))),
                "events": .integer(Int64(timeline.count)),
            ]
        }
    }

    /// The room as it is now, for machines.
    func details(for state: ServerState, isFull: Bool) -> JSONObject {
        var json = summary(for: state)
        var servers = JSONObject()
        for (name, count) in joinedServers { servers[name.description] = .integer(Int64(count)) }
        json["joined_servers"] = .object(servers)
        if let trouble { json["trouble"] = .string(trouble) }
        let (memberships, events, ends) = read { timeline in
            var memberships = JSONObject()
            for member in timeline.members {
                memberships[member.user.description] = .string(member.event.membership ?? "")
            }
            let events = timeline.currentStateEvents.sorted {
                ($0.type, $0.stateKey ?? "") < ($1.type, $1.stateKey ?? "")
            }
            return (memberships, events, timeline.forwardExtremities.map(\.eventID))
        }
        json["memberships"] = .object(memberships)
        json["state"] = .array(
            events.map { event in
                var item: JSONObject = [
                    "type": .string(event.type), "state_key": .string(event.stateKey ?? ""),
                    "event_id": .string(event.eventID.description),
                ]
                if isFull { item["event"] = event.document.root.value }
                return .object(item)
            })
        json["forward_extremities"] = .array(ends.map { .string($0.description) })
        return json
    }
}

extension RoomTimeline {
    /// An event and what became of it, for machines.
    func json(of event: Event, isFull: Bool) -> JSONObject {
        var json: JSONObject = [
            "event_id": .string(event.eventID.description), "type": .string(event.type),
            "sender": .string(event.sender.description), "depth": .integer(event.depth),
            "prev_events": .array(event.prevEventIDs.map { .string($0.description) }),
        ]
        if let stateKey = event.stateKey { json["state_key"] = .string(stateKey) }
        if isOutlier(event.eventID) { json["outlier"] = true }
        if let redaction = redaction(of: event.eventID) {
            json["redacted"] = true
            json["redacted_by"] = .string(redaction.description)
        }
        if isFull { json["event"] = event.document.root.value }
        if let receipt = receipt(of: event.eventID) { json.add(receipt) }
        return json
    }
}

extension JSONObject {
    /// Says what became of an event.
    mutating func add(_ receipt: Receipt) {
        self["verdict"] = .string(receipt.verdict.rawValue)
        if let cause = receipt.cause { self["cause"] = .string(cause.description) }
        if receipt.isRedacted { self["hash_mismatch"] = true }
    }
}
