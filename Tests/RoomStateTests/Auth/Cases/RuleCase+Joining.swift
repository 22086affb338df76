import RoomEvents
import RoomState

extension RuleCase {
    static let joining: [RuleCase] = [
        RuleCase(
            "member.form",
            passes: leave,
            fails: {
                try $0.judge("m.room.member", nil, from: AuthRoom.user, #"{"membership":"leave"}"#)
            },
            { try $0.judge("m.room.member", AuthRoom.user, from: AuthRoom.user, "{}") }),
        RuleCase(
            "member.authorising-signature",
            passes: join("restricted", by: AuthRoom.moderator, signed: "b.example"),
            fails: join("restricted", by: AuthRoom.moderator, signed: "c.example"),
            join("public", by: AuthRoom.moderator),
            join("public", by: "nobody", signed: "b.example")),
        RuleCase(
            "member.membership",
            passes: leave,
            fails: { try $0.judge("dance", of: AuthRoom.user, by: AuthRoom.user) },
            {
                try $0.judge(
                    "m.room.member", AuthRoom.user, from: AuthRoom.user, #"{"membership":7}"#)
            }),
        RuleCase(
            "join.first",
            passes: { try first(&$0, AuthRoom.creator) },
            fails: { try first(&$0, AuthRoom.admin) }),
        RuleCase(
            "join.sender",
            passes: join("public"),
            fails: { room in
                try room.joinRule("public")
                return try room.judge("join", of: AuthRoom.stranger, by: AuthRoom.admin)
            }),
        RuleCase(
            "join.banned",
            passes: join("public"), fails: join("public", after: "ban")),
        RuleCase(
            "join.invited",
            passes: join("invite", after: "invite"),
            fails: join("invite"), join("invite", after: "leave")),
        RuleCase(
            "join.restricted.invited",
            passes: join("restricted", after: "invite"),
            fails: join("restricted", after: "leave")),
        RuleCase(
            "join.restricted.authorised",
            passes: join("restricted", by: AuthRoom.moderator, signed: "b.example"),
            fails: join("restricted"),
            join("restricted", by: "@left:b.example", signed: "b.example"),
            { room in
                try room.levels(AuthRoom.levels(more: #""invite":51"#))
                let trial = join("restricted", by: AuthRoom.moderator, signed: "b.example")
                return try trial(&room)
            }),
        RuleCase(
            "join.public",
            passes: join("public"),
            fails: join("private"), join("private", after: "invite")),
        RuleCase(
            "knock.join-rule",
            passes: knock("knock"), fails: knock("public"), knock("invite")),
        RuleCase(
            "knock.sender",
            passes: knock("knock"),
            fails: { room in
                try room.joinRule("knock")
                return try room.judge("knock", of: AuthRoom.stranger, by: AuthRoom.user)
            }),
        RuleCase(
            "knock.membership",
            passes: knock("knock", after: "leave"),
            fails: knock("knock", after: "ban"), knock("knock", after: "invite"),
            knock("knock", after: "join")),
    ]

    private static let leave: Trial = {
        try $0.judge("leave", of: AuthRoom.user, by: AuthRoom.user)
    }

    private static func first(_ room: inout AuthRoom, _ user: String) throws -> AuthDecision {
        room = try AuthRoom(empty: room.version)
        return try room.judge(
            "m.room.member", user, from: user, #"{"membership":"join"}"#,
            prev: [room.create.eventID])
    }

    /// A stranger joins.
    static func join(
        _ rule: String, after membership: String? = nil, by authoriser: String? = nil,
        signed server: String? = nil
    ) -> Trial {
        { room in
            try room.joinRule(rule)
            if let membership { try room.member(AuthRoom.stranger, membership) }
            let via = authoriser.map { #","join_authorised_via_users_server":"\#($0)""# }
            return try room.judge(
                "m.room.member", AuthRoom.stranger, from: AuthRoom.stranger,
                #"{"membership":"join"\#(via ?? "")}"#,
                more: server.map { #""signatures":{"\#($0)":{"ed25519:1":"x"}}"# } ?? "")
        }
    }

    /// A stranger knocks.
    static func knock(_ rule: String, after membership: String? = nil) -> Trial {
        { room in
            try room.joinRule(rule)
            if let membership { try room.member(AuthRoom.stranger, membership) }
            return try room.judge("knock", of: AuthRoom.stranger, by: AuthRoom.stranger)
        }
    }
}
