import FederationCore
import MatrixJSON
import RoomEvents

extension ControlOperation {
    /// How users of a server come into rooms, go, and deal with others.
    static let memberships: [ControlOperation] = [
        .post(
            "join", "joins a room, through other servers where the server is not in it",
            [
                .required("room", .text, "the room ID, or an alias"),
                .required("user", .userID, "who joins, a user of the server"), .via, .content,
                .optional(
                    "omit_members", .boolean,
                    "whether members may be left out of the state, and are fetched afterwards"),
            ],
            answer: "room_id, room_version, event_id, event, resident, findings and steps"
        ) { call throws(Refusal) in
            let (room, servers) = try await call.namedRoom()
            return try await call.acting.join(
                room, as: try call.user("user"), through: servers,
                omitsMembers: call.boolean("omit_members") ?? false,
                content: call.object("content") ?? [:]
            ).json
        },
        .post(
            "leave", "leaves a room, rejects an invite, or takes a knock back",
            [
                .room, .required("user", .userID, "who leaves, a user of the server"), .via,
                .content,
            ], answer: "the same as join"
        ) { call throws(Refusal) in
            try await call.acting.leave(
                try call.require("room") { try RoomID(parsing: $0) },
                as: try call.user("user"), through: try call.servers("via"),
                content: call.object("content") ?? [:]
            ).json
        },
        .post(
            "knock", "knocks at a room",
            [
                .required("room", .text, "the room ID, or an alias"),
                .required("user", .userID, "who knocks, a user of the server"), .via, .content,
            ], answer: "the same as join"
        ) { call throws(Refusal) in
            let (room, servers) = try await call.namedRoom()
            return try await call.acting.knock(
                at: room, as: try call.user("user"), through: servers,
                content: call.object("content") ?? [:]
            ).json
        },
        .post(
            "invite", "invites a user, whose server signs the invite",
            [
                .room, .required("sender", .userID, "who invites, a user of the server"),
                .required("user", .userID, "who is invited"), .content,
            ], answer: "the same as send"
        ) { call throws(Refusal) in
            try await call.acting.invite(
                try call.user("user"), to: try call.hostedRoom, by: try call.user("sender"),
                content: call.object("content") ?? [:]
            ).json
        },
        setting(
            "kick", "leave", "takes a user out of a room, or an invite or a knock back",
            from: ["join", "invite", "knock"]),
        setting("ban", "ban", "bans a user from a room"),
        setting("unban", "leave", "lifts the ban of a user from a room", from: ["ban"]),
    ]

    /// An operation that makes somebody's membership another one.
    private static func setting(
        _ name: String, _ membership: String, _ words: String, from former: [String]? = nil
    ) -> ControlOperation {
        .post(
            name, words,
            [
                .room, .required("sender", .userID, "who does it, a user of the server"),
                .required("user", .userID, "to whom"), .content,
            ], answer: "the same as send"
        ) { call throws(Refusal) in
            let (user, room) = (try call.user("user"), try call.hostedRoom)
            if let former { try call.require(former, of: user, in: room) }
            return try await call.acting.send(
                .membership(membership, of: user, content: call.object("content") ?? [:]),
                by: try call.user("sender"), in: room
            ).json
        }
    }
}

extension ControlCall {
    /// Refuses what would make nothing of a membership that is none of these; `send` makes any event.
    fileprivate func require(
        _ memberships: [String], of user: UserID, in room: HostedRoom
    ) throws(Refusal) {
        let found = room.read { $0.membership(of: user) }
        guard !memberships.contains(found) else { return }
        let expected = memberships.joined(separator: " or ")
        throw .forbidden(
            "'user': the membership of \(user) is '\(found)', expected \(expected)")
    }

    /// The room that the argument `room` names, if by an alias, and the servers to ask about it.
    fileprivate func namedRoom() async throws(Refusal) -> (id: RoomID, servers: [ServerName]) {
        let via = try servers("via")
        guard let text = text("room"), text.utf8.first == UInt8(ascii: "#") else {
            return (try require("room") { try RoomID(parsing: $0) }, via)
        }
        let alias = try require("room") { try RoomAlias(parsing: $0) }
        let found = try await acting.room(of: alias)
        return (found.id, via.isEmpty ? found.servers : via)
    }
}
