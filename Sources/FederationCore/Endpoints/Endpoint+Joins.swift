extension Endpoint {
    /// Joining a room.
    static let joins: [Endpoint] = [
        Endpoint(
            "make-join", "a template of a join event", "GET",
            "/_matrix/federation/v1/make_join/{roomId}/{userId}",
            parameters: [
                .roomID, .userID,
                .query(
                    "ver", .string, "a room version that the sender knows", repeated: true,
                    default: "1"),
            ],
            accessControl: .enforced, response: #"{"room_version", "event": template}"#,
            errors: [
                EndpointError(400, "M_INCOMPATIBLE_ROOM_VERSION"),
                EndpointError(400, "M_UNABLE_TO_AUTHORISE_JOIN"),
                EndpointError(400, "M_UNABLE_TO_GRANT_JOIN"),
                EndpointError(403, "M_FORBIDDEN"), EndpointError(404, "M_NOT_FOUND"),
            ]),
        Endpoint(
            "send-join", "join with a signed event", "PUT",
            "/_matrix/federation/v2/send_join/{roomId}/{eventId}",
            parameters: [
                .roomID, .eventID,
                .query(
                    "omit_members", .boolean, "whether the state may come without the members",
                    default: "false"),
            ],
            effect: .changes, accessControl: .enforced, body: "the signed join event",
            response:
                #"{"auth_chain", "state", "event", "members_omitted", "servers_in_room"}"#,
            errors: joinErrors),
        Endpoint(
            "send-join-v1", "join with a signed event, before v2", "PUT",
            "/_matrix/federation/v1/send_join/{roomId}/{eventId}",
            parameters: [.roomID, .eventID], effect: .changes, accessControl: .enforced,
            body: "the signed join event",
            response: #"[200, {"auth_chain", "state", "event"}]"#, errors: joinErrors,
            removed: "v1.18", replacedBy: "put_matrixfederationv2send_joinroomideventid"),
    ]

    private static let joinErrors = [
        EndpointError(400, "M_INVALID_PARAM"), EndpointError(400, "M_MISSING_PARAM"),
        EndpointError(400, "M_UNABLE_TO_AUTHORISE_JOIN"),
        EndpointError(400, "M_UNABLE_TO_GRANT_JOIN"), EndpointError(403, "M_FORBIDDEN"),
    ]
}
