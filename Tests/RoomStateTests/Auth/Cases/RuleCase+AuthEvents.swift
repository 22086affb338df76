import FederationCore
import RoomEvents
import RoomState

extension RuleCase {
    static let authEvents: [RuleCase] = [
        RuleCase(
            "auth-events.known",
            passes: named { _ in [] },
            fails: { room in
                let event = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
                return authorize(event, authEvents: [room.create])
            }),
        RuleCase(
            "auth-events.duplicate",
            passes: named { _ in [] },
            fails: named { $0.suffix(1) }),
        RuleCase(
            "auth-events.unexpected",
            passes: named { _ in [] },
            fails: { room in
                let rules = try room.set("m.room.join_rules", "", #"{"join_rule":"public"}"#)
                return try named { _ in [rules.eventID] }(&room)
            },
            { room in
                let message = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
                let event = try room.event(
                    "m.room.message", nil, from: AuthRoom.user, "{}",
                    auth: [room.create.eventID, message.eventID].filter {
                        !room.version.rules.createEventNamesRoom || $0 != room.create.eventID
                    })
                return room.judgeByAuthEvents(event, others: [message])
            }),
        RuleCase(
            "auth-events.rejected",
            passes: named { _ in [] },
            fails: { room in
                let event = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
                return room.judgeByAuthEvents(event, rejected: Set(event.authEventIDs.suffix(1)))
            }),
        RuleCase(
            "auth-events.create",
            passes: named { _ in [] },
            fails: { room in
                room.unset("m.room.create")
                return try named { _ in [] }(&room)
            },
            { room in
                room.unset("m.room.create")
                return try message(from: AuthRoom.user)(&room)
            }),
        RuleCase(
            "auth-events.room",
            passes: named { _ in [] },
            fails: { room in
                let other =
                    room.version.rules.createEventNamesRoom
                    ? "!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" : "!other:a.example"
                try room.set(
                    "m.room.member", AuthRoom.user, #"{"membership":"join"}"#,
                    from: AuthRoom.user, room: other)
                return try named { _ in [] }(&room)
            }),
        RuleCase(
            "federation.domain",
            passes: { room in
                room = try AuthRoom(room.version, create: #""m.federate":false"#)
                return try message(from: AuthRoom.admin)(&room)
            },
            fails: { room in
                room = try AuthRoom(room.version, create: #""m.federate":false"#)
                return try message(from: AuthRoom.user)(&room)
            }),
        RuleCase(
            "aliases.state-key",
            passes: { try $0.judge("m.room.aliases", "b.example", from: AuthRoom.user, "{}") },
            fails: { try $0.judge("m.room.aliases", nil, from: AuthRoom.user, "{}") }),
        RuleCase(
            "aliases.domain",
            passes: { try $0.judge("m.room.aliases", "c.example", from: AuthRoom.stranger, "{}") },
            fails: { try $0.judge("m.room.aliases", "a.example", from: AuthRoom.stranger, "{}") }),
    ]

    /// A message that is judged by its auth events, which are those of the selection and some more.
    private static func named(
        _ more: @escaping @Sendable ([EventID]) -> [EventID]
    ) -> Trial {
        { room in
            let selected = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
                .authEventIDs
            let event = try room.event(
                "m.room.message", nil, from: AuthRoom.user, "{}",
                auth: selected + more(selected))
            return room.judgeByAuthEvents(event)
        }
    }
}
