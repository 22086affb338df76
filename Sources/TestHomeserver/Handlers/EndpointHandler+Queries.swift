import FederationCore
import MatrixJSON

extension EndpointHandler {
    /// Questions about users and aliases.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-for-information>
    static let queries = [
        EndpointHandler("query") { call throws(Refusal) in
            let type = call.argument("queryType") ?? ""
            throw Refusal(404, "M_UNRECOGNIZED", "there is no query of the type '\(type)'")
        },
        EndpointHandler("directory") { call throws(Refusal) in
            .json(try directory(call))
        },
        EndpointHandler("profile") { call throws(Refusal) in
            .json(try profile(call))
        },
    ]

    private static func directory(_ call: EndpointCall) throws(Refusal) -> JSONObject {
        guard let alias = try? RoomAlias(parsing: call.queryValue("room_alias") ?? ""),
            alias.serverName == call.server.name
        else { throw call.missing("alias") }
        guard let room = call.state.listing.room(named: alias) else { throw call.missing("alias") }
        var servers = call.state.listing.joinedServers(in: room)
        if !servers.contains(call.server.name) { servers.append(call.server.name) }
        return [
            "room_id": .string(room.description),
            "servers": .array(servers.map { .string($0.description) }),
        ]
    }

    private static func profile(_ call: EndpointCall) throws(Refusal) -> JSONObject {
        guard let user = call.user(named: call.queryValue("user_id") ?? "") else {
            throw call.missing("user")
        }
        guard !user.hidesProfile else {
            throw Refusal(403, "M_FORBIDDEN", "the profile is not for other servers")
        }
        guard let field = call.queryValue("field") else { return user.profile }
        if let value = user.profile[field] { return [field: value] }
        // A field that every profile could have is left out where it is not set.
        guard ["displayname", "avatar_url"].contains(field) else {
            throw call.missing("field of the profile")
        }
        return [:]
    }
}
