import RoomState

extension RuleCase {
    static let inviting: [RuleCase] = [
        RuleCase(
            "invite.sender-joined",
            passes: { try $0.judge("invite", of: AuthRoom.stranger, by: AuthRoom.user) },
            fails: { try $0.judge("invite", of: "@other:c.example", by: AuthRoom.stranger) }),
        RuleCase(
            "invite.target",
            passes: { try $0.judge("invite", of: AuthRoom.stranger, by: AuthRoom.user) },
            fails: { try $0.judge("invite", of: AuthRoom.admin, by: AuthRoom.user) },
            { room in
                try room.member(AuthRoom.stranger, "ban")
                return try room.judge("invite", of: AuthRoom.stranger, by: AuthRoom.admin)
            }),
        RuleCase(
            "invite.level",
            passes: { try invite(&$0, by: AuthRoom.moderator) },
            fails: { try invite(&$0, by: AuthRoom.user) }),
        RuleCase(
            "third-party-token.level",
            passes: { try token(&$0, by: AuthRoom.moderator) },
            fails: { try token(&$0, by: AuthRoom.user) }),
    ]

    private static func invite(_ room: inout AuthRoom, by user: String) throws -> AuthDecision {
        try room.levels(AuthRoom.levels(more: #""invite":50"#))
        return try room.judge("invite", of: AuthRoom.stranger, by: user)
    }

    private static func token(_ room: inout AuthRoom, by user: String) throws -> AuthDecision {
        // The level of a type of state is above the moderator's: that to invite is what counts.
        try room.levels(AuthRoom.levels(more: #""invite":50,"state_default":90"#))
        return try room.judge("m.room.third_party_invite", "token", from: user, "{}")
    }
}
