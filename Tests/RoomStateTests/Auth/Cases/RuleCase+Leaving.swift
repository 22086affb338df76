import RoomState

extension RuleCase {
    static let leaving: [RuleCase] = [
        RuleCase(
            "leave.self",
            passes: { try $0.judge("leave", of: AuthRoom.user, by: AuthRoom.user) },
            fails: { try $0.judge("leave", of: AuthRoom.stranger, by: AuthRoom.stranger) },
            { room in
                try room.member(AuthRoom.user, "ban")
                return try room.judge("leave", of: AuthRoom.user, by: AuthRoom.user)
            }),
        RuleCase(
            "leave.sender-joined",
            passes: { try $0.judge("leave", of: AuthRoom.user, by: AuthRoom.admin) },
            fails: { try $0.judge("leave", of: AuthRoom.user, by: AuthRoom.stranger) }),
        RuleCase(
            "leave.unban",
            passes: { try unban(&$0, by: AuthRoom.admin) },
            fails: { try unban(&$0, by: AuthRoom.moderator) }),
        RuleCase(
            "leave.kick",
            passes: { try $0.judge("leave", of: AuthRoom.user, by: AuthRoom.moderator) },
            fails: { try $0.judge("leave", of: AuthRoom.stranger, by: AuthRoom.user) },
            { try $0.judge("leave", of: AuthRoom.admin, by: AuthRoom.moderator) },
            { try equal(&$0, "leave") }),
        RuleCase(
            "ban.sender-joined",
            passes: { try $0.judge("ban", of: AuthRoom.user, by: AuthRoom.admin) },
            fails: { try $0.judge("ban", of: AuthRoom.user, by: AuthRoom.stranger) }),
        RuleCase(
            "ban.level",
            passes: { try $0.judge("ban", of: AuthRoom.user, by: AuthRoom.moderator) },
            fails: { try $0.judge("ban", of: AuthRoom.stranger, by: AuthRoom.user) },
            { try $0.judge("ban", of: AuthRoom.admin, by: AuthRoom.moderator) },
            { try equal(&$0, "ban") }),
    ]

    private static func unban(_ room: inout AuthRoom, by user: String) throws -> AuthDecision {
        try room.levels(AuthRoom.levels(more: #""ban":80,"kick":50"#))
        try room.member(AuthRoom.stranger, "ban")
        return try room.judge("leave", of: AuthRoom.stranger, by: user)
    }

    /// A moderator against another one.
    private static func equal(
        _ room: inout AuthRoom, _ membership: String
    ) throws -> AuthDecision {
        try room.levels(AuthRoom.levels(users: AuthRoom.users + #","@user:b.example":50"#))
        return try room.judge(membership, of: AuthRoom.user, by: AuthRoom.moderator)
    }
}
