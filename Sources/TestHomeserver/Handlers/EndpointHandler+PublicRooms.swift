import FederationCore
import MatrixJSON

extension EndpointHandler {
    /// The directory of public rooms, and spaces.
    static let publicRooms = [
        EndpointHandler("public-rooms") { call throws(Refusal) in
            .json(try PublicRoomsQuery(query: call).page(of: call.state.listing.publishedRooms()))
        },
        EndpointHandler("public-rooms-search") { call throws(Refusal) in
            .json(try PublicRoomsQuery(body: call).page(of: call.state.listing.publishedRooms()))
        },
        EndpointHandler("hierarchy") { call throws(Refusal) in
            // What is no room ID names no room here.
            guard let room = try? RoomID(parsing: call.argument("roomId") ?? ""),
                let origin = call.origin,
                let hierarchy = SpaceHierarchy(
                    of: room, for: origin, rooms: call.state.listing,
                    suggestedOnly: call.queryValue("suggested_only") == "true")
            else { throw call.missing("room") }
            return .json(hierarchy.json)
        },
    ]
}
