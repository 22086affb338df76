import MatrixJSON

extension EndpointHandler {
    /// The directory of public rooms, which is empty, and spaces.
    static let publicRooms = [
        EndpointHandler("public-rooms") { _ throws(Refusal) in .json(noRooms) },
        EndpointHandler("public-rooms-search") { _ throws(Refusal) in .json(noRooms) },
        missing("room", at: "hierarchy"),
    ]

    private static let noRooms: JSONObject = ["chunk": [], "total_room_count_estimate": 0]
}
