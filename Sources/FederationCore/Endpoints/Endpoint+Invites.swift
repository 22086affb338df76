extension Endpoint {
    /// Inviting to a room, by user ID or by a third-party identifier.
    static let invites: [Endpoint] = [
        Endpoint(
            "invite", "invite a user of the server", "PUT",
            "/_matrix/federation/v2/invite/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], effect: .changes, accessControl: .enforced,
            body: #"{"room_version", "event": the signed invite, "invite_room_state": [...]}"#,
            response: #"{"event": the invite, signed by both}"#,
            errors: [
                EndpointError(400, "M_INCOMPATIBLE_ROOM_VERSION"),
                EndpointError(400, "M_INVALID_PARAM"), EndpointError(400, "M_MISSING_PARAM"),
                EndpointError(403, "M_FORBIDDEN"), EndpointError(403, "M_INVITE_BLOCKED"),
            ]),
        Endpoint(
            "invite-v1", "invite a user of the server, for room versions 1 and 2", "PUT",
            "/_matrix/federation/v1/invite/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], effect: .changes, accessControl: .enforced,
            body: "the signed invite, with unsigned.invite_room_state",
            response: #"[200, {"event": the invite, signed by both}]"#,
            errors: [
                EndpointError(400, "M_INVALID_PARAM"), EndpointError(403, "M_FORBIDDEN"),
                EndpointError(403, "M_INVITE_BLOCKED"),
            ]),
        Endpoint(
            "exchange-third-party-invite", "turn a third-party invite into an invite", "PUT",
            "/_matrix/federation/v1/exchange_third_party_invite/{roomId}",
            parameters: [.roomID], effect: .changes,
            body: #"{"type", "room_id", "sender", "state_key", "content": with the signed token}"#,
            response: "{}"),
        Endpoint(
            "onbind", "tell that a third-party identifier has an owner now", "PUT",
            "/_matrix/federation/v1/3pid/onbind",
            parameters: [
                .body("medium", .string, "the kind of identifier, such as email", required: true),
                .body("address", .string, "the identifier", required: true),
                .body("mxid", .userID, "its owner", required: true),
                .body(
                    "invites", .object, "an invite that waits for it", required: true,
                    repeated: true),
            ],
            authentication: .none, effect: .changes, response: "{}"),
    ]
}
