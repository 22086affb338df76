import FederationCore
import MatrixJSON

extension EventMistake {
    /// Members that a server keeps for itself, or that other versions have.
    static let ownMembers: [EventMistake] = [
        EventMistake(
            "event-id-kept", "event_id kept",
            fix: "since room version 3 an event has no \"event_id\": leave it out of the bytes"
        ) { event in
            guard let eventID = event.eventID else { return [] }
            return [added("event_id", .string(eventID), "with \"event_id\" in it")]
        },
        EventMistake(
            "event-id-dropped", "event_id dropped", in: [.contentHash, .signature],
            fix: "keep \"event_id\" in room versions 1 and 2, and do not send it in later ones"
        ) { event in
            event.object["event_id"] == nil ? [] : [dropped(["event_id"])]
        },
        EventMistake(
            "age-ts-kept", "age_ts kept", in: [.contentHash, .signature],
            fix: "leave \"age_ts\", which is the server's own, out of the bytes"
        ) { event in
            guard event.object["age_ts"] == nil else { return [] }
            let unsigned = event.object["unsigned"]
            let times = [unsigned?["age_ts"], event.object["origin_server_ts"], unsigned?["age"]]
            return times.compactMap(\.self).map { added("age_ts", $0, "with \"age_ts\" in it") }
        },
        EventMistake(
            "outlier-kept", "outlier kept", in: [.contentHash, .signature],
            fix: "leave \"outlier\", which is the server's own, out of the bytes"
        ) { event in
            guard event.object["outlier"] == nil else { return [] }
            let flags: [JSONValue] = [true, false]
            return flags.map { added("outlier", $0, "with \"outlier\" in it") }
        },
        EventMistake(
            "destinations-kept", "destinations kept", in: [.contentHash, .signature],
            fix: "leave \"destinations\", which is the server's own, out of the bytes"
        ) { event in
            guard event.object["destinations"] == nil else { return [] }
            return [added("destinations", [], "with \"destinations\" in it")]
        },
        EventMistake(
            "own-members-dropped", "age_ts, outlier, destinations dropped", in: [.contentHash],
            fix: "do not send what is the server's own; whoever receives it hashes it"
        ) { event in
            let names = ["age_ts", "outlier", "destinations"]
                .filter { event.object[$0] != nil }
            return names.isEmpty ? [] : [dropped(names)]
        },
        EventMistake(
            "origin-kept", "origin kept", in: [.contentHash, .signature],
            fix: "send \"origin\" where it was hashed and signed, or leave it out of both"
        ) { event in
            guard event.object["origin"] == nil, let domain = event.senderDomain else { return [] }
            return [added("origin", .string(domain), "with \"origin\" in it")]
        },
        EventMistake(
            "redacts-kept", "redacts kept",
            fix: "redact the event first: \"redacts\" at the top level is not kept"
        ) { event in
            guard let target = event.object["redacts"] else { return [] }
            return [added("redacts", target, "with \"redacts\" left in")]
        },
        EventMistake(
            "room-id-kept", "room_id kept", in: [.contentHash, .signature],
            fix: "the create event of room version 12 has no \"room_id\": leave it out of the bytes"
        ) { event in
            guard event.object["room_id"] == nil, let eventID = event.eventID else { return [] }
            return [
                added("room_id", .string("!" + eventID.dropFirst()), "with \"room_id\" in it"),
                added("room_id", nil, "with \"room_id\" in it"),
                added("room_id", "", "with \"room_id\" in it"),
            ]
        },
        EventMistake(
            "state-key-kept", "state_key kept", in: [.contentHash, .signature],
            fix: "an event that is no state has no \"state_key\", neither empty nor null"
        ) { event in
            guard event.object["state_key"] == nil else { return [] }
            let empty: [JSONValue] = [nil, ""]
            return empty.map { added("state_key", $0, "with \"state_key\" in it") }
        },
        EventMistake(
            "prev-state-kept", "prev_state kept", in: [.contentHash, .signature],
            fix: "leave \"prev_state\" out: no room version has it"
        ) { event in
            guard event.object["prev_state"] == nil else { return [] }
            return [added("prev_state", [], "with \"prev_state\" in it")]
        },
        EventMistake(
            "membership-kept", "membership kept at the top level",
            in: [.contentHash, .signature],
            fix: "leave \"membership\" out of the event itself: it stands in the content"
        ) { event in
            guard event.object["membership"] == nil, let value = event.content["membership"]
            else { return [] }
            return [added("membership", value, "with \"membership\" at the top level")]
        },
    ]

    private static func added(
        _ name: String, _ value: JSONValue, _ phrase: String
    ) -> EventSpellingVariant {
        EventSpellingVariant(phrase) { $0.added.append((name, value)) }
    }

    private static func dropped(_ names: [String]) -> EventSpellingVariant {
        let list = names.map { "\"\($0)\"" }.joined(separator: " and ")
        return EventSpellingVariant("without \(list)") { $0.dropped += names }
    }
}
