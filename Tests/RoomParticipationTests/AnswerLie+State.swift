import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension AnswerLie {
    /// Lies about the state.
    static let state: [AnswerLie] = [
        AnswerLie("no create event", "state.create", isUsable: false) { stage in
            stage.replace(stage.room.events[0])
        },
        AnswerLie("a create event that is not in the state", "state.create", isUsable: false) {
            stage in
            stage.answer["state"] =
                stage.room.stateEvents.filter { $0.type != "m.room.create" }
                .value
        },
        AnswerLie(
            "a create event of another version", "state.create", isUsable: false,
            versions: [5, 8, 10, 11]
        ) { stage in
            // The room was of version 3 all the time, for whose events the others are too.
            var other = stage.room
            let create = try other.make(
                "m.room.create", "", by: CannedRoom.creator,
                ["room_version": "3", "creator": .string(CannedRoom.creator)], authEvents: [])
            stage.replace(stage.room.events[0], with: create.value)
        },
        AnswerLie("no state at all", "state.create", isUsable: false) { $0.answer["state"] = [] },
        AnswerLie("a message in the state", "state.slots") { stage in
            stage.add(
                try stage.room.append(
                    "m.room.message", nil, by: CannedRoom.creator, ["body": "x"]
                ).value)
        },
        AnswerLie("the same state twice", "state.slots") { stage in
            stage.add(stage.room.events[3].value)
        },
        AnswerLie("the join itself", "state.before") { stage in
            stage.add(stage.sent.value)
        },
        AnswerLie("a state without the server's own user", "state.resident", .warn) { stage in
            stage.answer["state"] = .array(
                stage.room.stateEvents.filter { $0.eventID != stage.room.events[1].eventID }
                    .map(\.value))
        },
        AnswerLie("other power levels than the template names", "state.auth-events", .warn) {
            stage in
            try stage.room.append(
                "m.room.power_levels", "", by: CannedRoom.creator,
                [
                    "ban": 50,
                    "users": stage.room.version.rules.creatorsArePrivileged
                        ? [:] : [CannedRoom.creator: 100],
                ])
            stage.answer["state"] = stage.room.stateEvents.value
            stage.add(stage.room.events[2].value, to: "auth_chain")
        },
        AnswerLie("a state that bans the user", "state.allows-event", isUsable: false) { stage in
            try stage.room.append(
                "m.room.member", CannedRoom.user, by: CannedRoom.creator, ["membership": "ban"])
            stage.answer["state"] = stage.room.stateEvents.value
        },
        AnswerLie("join rules that let nobody in", "state.allows-event", isUsable: false) {
            stage in
            try stage.room.append(
                "m.room.join_rules", "", by: CannedRoom.creator, ["join_rule": "invite"])
            stage.answer["state"] = stage.room.stateEvents.value
        },
        AnswerLie("no auth events of the join", "state.allows-event", isUsable: false) { stage in
            stage.replace(stage.room.events[5])
        },
    ]
}
