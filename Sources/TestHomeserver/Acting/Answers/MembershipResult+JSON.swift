import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState

extension MembershipResult {
    /// The event and how it went, for machines.
    var json: JSONObject {
        var json: JSONObject = [
            "room_id": .string(event.roomID.description),
            "room_version": .string(event.version.identifier),
            "event_id": .string(event.eventID.description), "event": event.document.root.value,
            "findings": .array(findings.filter { $0.verdict != .pass }.map(\.briefJSON)),
            "steps": .array(steps.map { .string($0.description) }),
        ]
        if let resident { json["resident"] = .string(resident.description) }
        return json
    }
}

extension SentEvent {
    /// The event and what became of it, for machines.
    var json: JSONObject {
        var json: JSONObject = [
            "event_id": .string(event.eventID.description), "event": event.document.root.value,
        ]
        json.add(receipt)
        return json
    }
}

extension FetchedHistory {
    /// The events and what became of them, for machines.
    var json: JSONObject {
        [
            "server_name": .string(server.description),
            "findings": .array(findings.map(\.briefJSON)),
            "events": .array(
                events.map { event, receipt in
                    var json: JSONObject = [
                        "event_id": .string(event.eventID.description),
                        "type": .string(event.type), "depth": .integer(event.depth),
                    ]
                    json.add(receipt)
                    return .object(json)
                }),
        ]
    }
}

extension Finding {
    /// Which check says what, for machines.
    var briefJSON: JSONValue {
        var json: JSONObject = [
            "check": .string("\(check)"), "verdict": .string(verdict.rawValue),
            "summary": .string(summary),
        ]
        if let expected { json["expected"] = .string(expected) }
        if let got { json["got"] = .string(got) }
        return .object(json)
    }
}
