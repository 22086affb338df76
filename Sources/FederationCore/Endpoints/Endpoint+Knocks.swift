extension Endpoint {
    /// Knocking on a room.
    static let knocks: [Endpoint] = [
        Endpoint(
            "make-knock", "a template of a knock event", "GET",
            "/_matrix/federation/v1/make_knock/{roomId}/{userId}",
            parameters: [
                .roomID, .userID,
                .query(
                    "ver", .string, "a room version that the sender knows", required: true,
                    repeated: true),
            ],
            accessControl: .enforced, response: #"{"room_version", "event": template}"#,
            errors: [
                EndpointError(400, "M_INCOMPATIBLE_ROOM_VERSION"),
                EndpointError(403, "M_FORBIDDEN"), EndpointError(404, "M_NOT_FOUND"),
            ],
            added: "v1.1"),
        Endpoint(
            "send-knock", "knock with a signed event", "PUT",
            "/_matrix/federation/v1/send_knock/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], effect: .changes, accessControl: .enforced,
            body: "the signed knock event", response: #"{"knock_room_state": [event, ...]}"#,
            errors: [
                EndpointError(400, "M_INVALID_PARAM"), EndpointError(403, "M_FORBIDDEN"),
                EndpointError(404, "M_NOT_FOUND"),
            ],
            added: "v1.1"),
    ]
}
