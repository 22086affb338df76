extension Endpoint {
    /// Questions about the server's users and aliases.
    static let queries: [Endpoint] = [
        Endpoint(
            "query", "a query of any type", "GET", "/_matrix/federation/v1/query/{queryType}",
            parameters: [.path("queryType", .string, "the type of query")],
            takesOtherQueryParameters: true, response: "what the type of query says"),
        Endpoint(
            "directory", "the room of an alias", "GET",
            "/_matrix/federation/v1/query/directory",
            parameters: [
                .query("room_alias", .roomAlias, "an alias of the server", required: true)
            ],
            response: #"{"room_id", "servers": [server name, ...]}"#,
            errors: [EndpointError(404, "M_NOT_FOUND")]),
        Endpoint(
            "profile", "the profile of a user", "GET", "/_matrix/federation/v1/query/profile",
            parameters: [
                .query("user_id", .userID, "a user of the server", required: true),
                .query("field", .string, "the one field that is asked for"),
            ],
            response: #"{"displayname", "avatar_url", ...}"#,
            errors: [EndpointError(403, "M_FORBIDDEN"), EndpointError(404, "M_NOT_FOUND")]),
    ]
}
