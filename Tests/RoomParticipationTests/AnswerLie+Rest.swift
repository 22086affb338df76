import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension AnswerLie {
    /// Lies about the rest of the answer.
    static let rest: [AnswerLie] = [
        AnswerLie("members omitted that nobody wanted to miss", "answer.members-omitted") {
            $0.answer["members_omitted"] = true
            $0.answer["servers_in_room"] = ["resident.example"]
        },
        AnswerLie("members omitted, and no servers", "answer.members-omitted", omitsMembers: true) {
            $0.answer["servers_in_room"] = nil
        },
        AnswerLie("members omitted, and no server", "answer.members-omitted", omitsMembers: true) {
            $0.answer["servers_in_room"] = []
        },
        AnswerLie(
            "what is no server", "answer.members-omitted", .warn, omitsMembers: true
        ) {
            $0.answer["servers_in_room"] = ["resident.example", "not a server", 1]
        },
        AnswerLie("members omitted perhaps", "answer.members-omitted") {
            $0.answer["members_omitted"] = "yes"
        },
        AnswerLie("no name and no member", "answer.heroes", .warn, omitsMembers: true) { stage in
            stage.replace(stage.room.events[6])
        },
        AnswerLie("another event", "answer.event", isUsable: false) { stage in
            stage.answer["event"] = stage.room.events[1].value
        },
        AnswerLie("the event with other content", "answer.event", isUsable: false) { stage in
            guard case .object(var event) = stage.sent.value else { return }
            event["content"] = ["membership": "join", "displayname": "fool"]
            stage.answer["event"] = .object(event)
        },
        AnswerLie("what is no event", "answer.event", .warn) { $0.answer["event"] = 1 },
        AnswerLie("no event", "answer.event", isUsable: false) {
            $0.answer["event"] = nil
        }.inRestrictedRoom(),
        AnswerLie("an event that the server did not sign", "answer.event", isUsable: false) {
            $0.answer["event"] = $0.sent.value
        }.inRestrictedRoom(),
        AnswerLie("a number for an event", "answer.event", isUsable: false) {
            $0.answer["event"] = 1
        }.inRestrictedRoom(),
        AnswerLie("an event with a false signature", "answer.event", isUsable: false) { stage in
            guard case .object(var event)? = stage.answer["event"],
                case .object(var signatures)? = event["signatures"]
            else { return }
            let signature = UnpaddedBase64.encode([UInt8](repeating: 1, count: 64))
            signatures["resident.example"] = ["ed25519:t": .string(signature)]
            event["signatures"] = .object(signatures)
            stage.answer["event"] = .object(event)
        }.inRestrictedRoom(),
    ]
}
