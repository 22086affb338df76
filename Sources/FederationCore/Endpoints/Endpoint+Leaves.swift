extension Endpoint {
    /// Leaving a room, rejecting an invite, taking back a knock.
    static let leaves: [Endpoint] = [
        Endpoint(
            "make-leave", "a template of a leave event", "GET",
            "/_matrix/federation/v1/make_leave/{roomId}/{userId}",
            parameters: [.roomID, .userID], accessControl: .enforced,
            response: #"{"room_version", "event": template}"#,
            errors: [EndpointError(403, "M_FORBIDDEN")]),
        Endpoint(
            "send-leave", "leave with a signed event", "PUT",
            "/_matrix/federation/v2/send_leave/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], effect: .changes, accessControl: .enforced,
            body: "the signed leave event", response: "{}",
            errors: [EndpointError(400, "M_INVALID_PARAM")]),
        Endpoint(
            "send-leave-v1", "leave with a signed event, before v2", "PUT",
            "/_matrix/federation/v1/send_leave/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], effect: .changes, accessControl: .enforced,
            body: "the signed leave event", response: "[200, {}]", removed: "v1.18",
            replacedBy: "put_matrixfederationv2send_leaveroomideventid"),
    ]
}
