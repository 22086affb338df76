import RoomEvents
import RoomState

extension RuleCase {
    static let create: [RuleCase] = [
        RuleCase(
            "create.prev-events",
            passes: { $0.judge($0.create) },
            fails: { $0.judge(try $0.createEvent(prev: [$0.create.eventID])) }),
        RuleCase(
            "create.room-id-domain",
            passes: { $0.judge($0.create) },
            fails: { $0.judge(try $0.createEvent(room: "!room:b.example")) }),
        RuleCase(
            "create.room-version",
            passes: { $0.judge($0.create) },
            fails: { $0.judge(try $0.createEvent(#"{"room_version":"none","creator":"@c:a"}"#)) },
            { $0.judge(try $0.createEvent(#"{"room_version":9,"creator":"@c:a"}"#)) }),
        RuleCase(
            "create.creator",
            passes: { $0.judge($0.create) },
            fails: { $0.judge(try $0.createEvent(#"{"m.federate":true}"#)) }),
        RuleCase(
            "create.additional-creators",
            passes: { $0.judge(try $0.createEvent(#"{"additional_creators":["@b:b.example"]}"#)) },
            fails: { $0.judge(try $0.createEvent(#"{"additional_creators":"@b:b.example"}"#)) },
            { $0.judge(try $0.createEvent(#"{"additional_creators":["@b:b.example",1]}"#)) },
            { $0.judge(try $0.createEvent(#"{"additional_creators":["b"]}"#)) },
            { $0.judge(try $0.createEvent(#"{"additional_creators":null}"#)) }),
        RuleCase(
            "create.allowed",
            passes: { $0.judge($0.create) },
            fails: { $0.judge(try $0.createEvent(prev: [$0.create.eventID])) }),
        RuleCase(
            "room.create-event",
            passes: message(from: AuthRoom.user),
            fails: { room in
                room.unset("m.room.create")
                return try message(from: AuthRoom.user)(&room)
            },
            { room in
                let other = "!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                return try room.judge(
                    "m.room.message", nil, from: AuthRoom.user, "{}", room: other)
            },
            { room in
                let event = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
                return room.judgeByAuthEvents(event, rejected: [room.create.eventID])
            }),
    ]
}
