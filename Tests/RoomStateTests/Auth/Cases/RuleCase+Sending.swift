import RoomState

extension RuleCase {
    static let sending: [RuleCase] = [
        RuleCase(
            "sender.joined",
            passes: message(from: AuthRoom.user), fails: message(from: AuthRoom.stranger)),
        RuleCase(
            "event.level",
            passes: topic(from: AuthRoom.moderator), fails: topic(from: AuthRoom.user),
            { room in
                try room.levels(AuthRoom.levels(more: #""events_default":1"#))
                return try message(from: AuthRoom.user)(&room)
            },
            { try $0.judge("other", "", from: AuthRoom.user, "{}") }),
        RuleCase(
            "state-key.user",
            passes: { try $0.judge("note", AuthRoom.admin, from: AuthRoom.admin, "{}") },
            fails: { try $0.judge("note", AuthRoom.user, from: AuthRoom.admin, "{}") },
            { try $0.judge("note", "@", from: AuthRoom.admin, "{}") }),
        RuleCase(
            "redaction.level",
            passes: redaction(from: AuthRoom.moderator, of: "$1:a.example"),
            fails: redaction(from: AuthRoom.user, of: "$1:a.example")),
        RuleCase(
            "redaction.domain",
            passes: redaction(from: AuthRoom.user, of: "$1:b.example"),
            fails: redaction(from: AuthRoom.user, of: "$1:a.example"),
            { try $0.judge("m.room.redaction", nil, from: AuthRoom.user, "{}") }),
        RuleCase(
            "event.allowed",
            passes: message(from: AuthRoom.user), fails: message(from: AuthRoom.stranger)),
    ]

    static func topic(from user: String) -> Trial {
        { try $0.judge("m.room.topic", "", from: user, "{}") }
    }

    static func redaction(from user: String, of eventID: String) -> Trial {
        { room in
            try room.judge(
                "m.room.redaction", nil, from: user, "{}", more: #""redacts":"\#(eventID)""#)
        }
    }
}
