extension Endpoint {
    /// Events, the state at an event, and the history of a room.
    static let events: [Endpoint] = [
        Endpoint(
            "event-auth", "the complete auth chain of an event", "GET",
            "/_matrix/federation/v1/event_auth/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], accessControl: .enforced,
            response: #"{"auth_chain": [event, ...]}"#),
        Endpoint(
            "backfill", "events before the given ones", "GET",
            "/_matrix/federation/v1/backfill/{roomId}",
            parameters: [
                .roomID,
                .query(
                    "v", .eventID, "an event to go back from; it is in the answer",
                    required: true, repeated: true),
                .query("limit", .integer, "the most events", required: true),
            ],
            accessControl: .enforced, response: #"{"origin", "origin_server_ts", "pdus": [...]}"#),
        Endpoint(
            "missing-events", "the events between two sets of events", "POST",
            "/_matrix/federation/v1/get_missing_events/{roomId}",
            parameters: [
                .roomID,
                .body(
                    "earliest_events", .eventID, "an event that is already there, to stop at",
                    required: true, repeated: true),
                .body(
                    "latest_events", .eventID, "an event whose ancestors are asked for",
                    required: true, repeated: true),
                .body("limit", .integer, "the most events", default: "10"),
                .body("min_depth", .integer, "the least depth of an event", default: "0"),
            ],
            accessControl: .enforced, response: #"{"events": [event, ...]}"#),
        Endpoint(
            "state", "the state of the room before an event", "GET",
            "/_matrix/federation/v1/state/{roomId}",
            parameters: [.roomID, .query("event_id", .eventID, "the event", required: true)],
            accessControl: .enforced, response: #"{"auth_chain": [event, ...], "pdus": [...]}"#),
        Endpoint(
            "state-ids", "the IDs of the state of the room before an event", "GET",
            "/_matrix/federation/v1/state_ids/{roomId}",
            parameters: [.roomID, .query("event_id", .eventID, "the event", required: true)],
            accessControl: .enforced,
            response: #"{"auth_chain_ids": [event ID, ...], "pdu_ids": [...]}"#,
            errors: [EndpointError(403, "M_FORBIDDEN"), EndpointError(404, "M_NOT_FOUND")]),
        Endpoint(
            "event", "one event", "GET", "/_matrix/federation/v1/event/{eventId}",
            parameters: [.eventID],
            response: #"{"origin", "origin_server_ts", "pdus": [the event]}"#),
        Endpoint(
            "timestamp-to-event", "the event that is closest to a time", "GET",
            "/_matrix/federation/v1/timestamp_to_event/{roomId}",
            parameters: [
                .roomID,
                .query("ts", .integer, "the time, in milliseconds", required: true),
                .query(
                    "dir", .choice(["f", "b"]), "whether to look forwards or backwards",
                    required: true),
            ],
            response: #"{"event_id", "origin_server_ts"}"#,
            errors: [EndpointError(404, "M_NOT_FOUND")], added: "v1.6"),
    ]
}
