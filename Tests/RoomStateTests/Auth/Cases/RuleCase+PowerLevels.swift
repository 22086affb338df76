import RoomState

extension RuleCase {
    static let powerLevels: [RuleCase] = [
        RuleCase(
            "power-levels.range",
            passes: set(more: #""ban":1e1"#),
            fails: set(more: #""ban":1e400"#), set(events: #""a":-1e999"#),
            set(users: AuthRoom.users + #","@a:a.example":1e309"#)),
        RuleCase(
            "power-levels.levels-form",
            passes: set(more: #""ban":50"#),
            fails: set(more: #""ban":"50""#), set(more: #""invite":null"#)),
        RuleCase(
            "power-levels.entries-form",
            passes: set(events: #""a":1"#),
            fails: set(events: #""a":"1""#), set(notifications: #""room":[]"#),
            { try $0.judge("m.room.power_levels", "", from: AuthRoom.admin, #"{"events":[]}"#) },
            {
                try $0.judge(
                    "m.room.power_levels", "", from: AuthRoom.admin, #"{"notifications":1}"#)
            }),
        RuleCase(
            "power-levels.users-form",
            passes: set(users: AuthRoom.users + #","@a:a.example":1"#),
            fails: set(users: AuthRoom.users + #","a":1"#),
            set(users: AuthRoom.users + #","@a:a.example":{}"#),
            set(users: AuthRoom.users + #","@a:a.example":"1 1""#),
            { try $0.judge("m.room.power_levels", "", from: AuthRoom.admin, #"{"users":[]}"#) }),
        RuleCase(
            "power-levels.creators",
            passes: set(users: AuthRoom.users + #","@a:a.example":1"#),
            fails: set(users: AuthRoom.users + #","@creator:a.example":1"#),
            { room in
                room = try AuthRoom(
                    room.version, create: #""additional_creators":["@second:b.example"]"#)
                let users = AuthRoom.users + #","@second:b.example":0"#
                return try set(users: users)(&room)
            }),
        RuleCase(
            "power-levels.first",
            passes: { room in
                room.unset("m.room.power_levels")
                return try set(from: AuthRoom.creator, more: #""ban":1000"#)(&room)
            },
            fails: set(from: AuthRoom.admin, more: #""ban":1000"#)),
        RuleCase(
            "power-levels.comparable",
            passes: set(more: #""ban":"51""#),
            fails: set(more: #""ban":{}"#), set(events: #""a":"b""#)),
        RuleCase(
            "power-levels.levels.current",
            passes: change(
                AuthRoom.levels(more: #""ban":50"#), AuthRoom.levels(more: #""ban":49"#)),
            fails: change(AuthRoom.levels(more: #""ban":51"#), AuthRoom.levels(more: #""ban":50"#)),
            change(AuthRoom.levels(more: #""redact":51"#), AuthRoom.levels())),
        RuleCase(
            "power-levels.levels.new",
            passes: change(AuthRoom.levels(), AuthRoom.levels(more: #""ban":50"#)),
            fails: change(AuthRoom.levels(), AuthRoom.levels(more: #""ban":51"#)),
            change(AuthRoom.levels(more: #""kick":1"#), AuthRoom.levels(more: #""kick":51"#))),
        RuleCase(
            "power-levels.events.current",
            passes: change(
                AuthRoom.levels(events: #""a":50"#), AuthRoom.levels(events: #""a":49"#)),
            fails: change(
                AuthRoom.levels(events: #""a":51"#), AuthRoom.levels(events: #""a":49"#)),
            change(AuthRoom.levels(events: #""a":51"#), AuthRoom.levels(events: ""))),
        RuleCase(
            "power-levels.events.new",
            passes: change(AuthRoom.levels(), AuthRoom.levels(events: #""a":50"#)),
            fails: change(AuthRoom.levels(), AuthRoom.levels(events: #""a":51"#))),
        RuleCase(
            "power-levels.notifications.current",
            passes: change(AuthRoom.levels(), AuthRoom.levels(notifications: #""room":49"#)),
            fails: change(
                AuthRoom.levels(notifications: #""room":51"#),
                AuthRoom.levels(notifications: #""room":50"#)),
            change(
                AuthRoom.levels(notifications: #""room":51"#), AuthRoom.levels(notifications: ""))),
        RuleCase(
            "power-levels.notifications.new",
            passes: change(AuthRoom.levels(), AuthRoom.levels(notifications: #""room":0"#)),
            fails: change(AuthRoom.levels(), AuthRoom.levels(notifications: #""room":51"#))),
        RuleCase(
            "power-levels.users.current",
            passes: change(users: "50", to: "49"),
            fails: change(
                AuthRoom.levels(),
                AuthRoom.levels(users: #""@admin:a.example":99,"@moderator:b.example":50"#)),
            change(AuthRoom.levels(), AuthRoom.levels(users: #""@moderator:b.example":50"#)),
            change(
                AuthRoom.levels(users: AuthRoom.users + #","@user:b.example":50"#),
                AuthRoom.levels(users: AuthRoom.users + #","@user:b.example":49"#))),
        RuleCase(
            "power-levels.users.new",
            passes: change(users: "50", to: "0"),
            fails: change(users: "50", to: "51"),
            change(
                AuthRoom.levels(),
                AuthRoom.levels(users: AuthRoom.users + #","@user:b.example":51"#))),
        RuleCase(
            "power-levels.allowed",
            passes: change(AuthRoom.levels(), AuthRoom.levels(more: #""ban":50"#)),
            fails: change(AuthRoom.levels(), AuthRoom.levels(more: #""ban":51"#))),
    ]

    /// The admin, or another user, sets the levels.
    static func set(
        from user: String = AuthRoom.admin, users: String = AuthRoom.users,
        events: String = "", notifications: String = "", more: String? = nil
    ) -> Trial {
        let levels = AuthRoom.levels(
            users: users, events: events, notifications: notifications, more: more)
        return { try $0.judge("m.room.power_levels", "", from: user, "{\(levels)}") }
    }

    /// The moderator changes the levels.
    static func change(_ old: String, _ new: String) -> Trial {
        { room in
            try room.levels(old)
            return try room.judge(
                "m.room.power_levels", "", from: AuthRoom.moderator, "{\(new)}")
        }
    }

    /// The moderator changes its own level.
    private static func change(users old: String, to new: String) -> Trial {
        let users = { (level: String) in
            AuthRoom.levels(users: #""@admin:a.example":100,"@moderator:b.example":\#(level)"#)
        }
        return change(users(old), users(new))
    }
}
