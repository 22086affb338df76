extension Endpoint {
    /// The room directory of the server, and spaces.
    static let publicRooms: [Endpoint] = [
        Endpoint(
            "public-rooms", "the public rooms of the server", "GET",
            "/_matrix/federation/v1/publicRooms",
            parameters: [
                .query("limit", .integer, "the most rooms; 0 is no limit", default: "0"),
                .query("since", .string, "where a former answer stopped"),
                .query(
                    "include_all_networks", .boolean, "whether rooms of bridges are listed",
                    default: "false"),
                .query("third_party_instance_id", .string, "the bridge whose rooms are listed"),
            ],
            response: publicRoomsShape),
        Endpoint(
            "public-rooms-search", "the public rooms of the server that fit a filter", "POST",
            "/_matrix/federation/v1/publicRooms",
            parameters: [
                .body("limit", .integer, "the most rooms; 0 is no limit", default: "0"),
                .body("since", .string, "where a former answer stopped"),
                .body("filter", .object, #"{"generic_search_term", "room_types": [...]}"#),
                .body(
                    "include_all_networks", .boolean, "whether rooms of bridges are listed",
                    default: "false"),
                .body("third_party_instance_id", .string, "the bridge whose rooms are listed"),
            ],
            response: publicRoomsShape),
        Endpoint(
            "hierarchy", "a space and the rooms in it", "GET",
            "/_matrix/federation/v1/hierarchy/{roomId}",
            parameters: [
                .roomID,
                .query(
                    "suggested_only", .boolean, "whether only suggested rooms are listed",
                    default: "false"),
            ],
            response: #"{"room", "children": [...], "inaccessible_children": [room ID, ...]}"#,
            errors: [EndpointError(404, "M_NOT_FOUND")], added: "v1.2"),
    ]

    private static let publicRoomsShape =
        #"{"chunk": [...], "next_batch", "prev_batch", "total_room_count_estimate"}"#
}
