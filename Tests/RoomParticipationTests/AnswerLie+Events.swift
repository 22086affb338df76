import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension AnswerLie {
    /// Lies about single events.
    static let events: [AnswerLie] = [
        AnswerLie("what is no event", "events.form") { $0.add(1) },
        AnswerLie("an event without a type", "events.form") { stage in
            guard case .object(var event) = try stage.topic().value else { return }
            event["type"] = nil
            stage.add(.object(event))
        },
        AnswerLie("an event that is too large", "events.form") { stage in
            guard case .object(var event) = try stage.topic().value else { return }
            event["content"] = ["topic": .string(String(repeating: "x", count: 70_000))]
            stage.add(.object(event))
        },
        AnswerLie("an event of another room", "events.room", versions: [2, 5, 11]) { stage in
            let other = try RoomID(parsing: "!other:resident.example")
            stage.add(try stage.topic(room: other).value)
        },
        AnswerLie("an event of another room of version 12", "events.room", versions: [12]) {
            stage in
            let other = try RoomID(parsing: "!" + String(repeating: "a", count: 43))
            stage.add(try stage.topic(room: other).value)
        },
        AnswerLie("an event that its server did not sign", "events.signature") { stage in
            stage.add(try stage.topic(signedBy: "other.example").value)
        },
        AnswerLie("an event that nobody signed", "events.signature") { stage in
            guard case .object(var event) = try stage.topic().value else { return }
            event["signatures"] = [:]
            stage.add(.object(event))
        },
        AnswerLie("an event with a wrong signature", "events.signature") { stage in
            guard case .object(var event) = try stage.topic().value else { return }
            let signature = UnpaddedBase64.encode([UInt8](repeating: 1, count: 64))
            event["signatures"] = ["resident.example": ["ed25519:t": .string(signature)]]
            stage.add(.object(event))
        },
        AnswerLie("an event signed with a key that nobody has", "events.signature") { stage in
            guard case .object(var event) = try stage.topic().value,
                let signature = event["signatures"]?["resident.example"]?["ed25519:t"]
            else { return }
            event["signatures"] = ["resident.example": ["ed25519:other": signature]]
            stage.add(.object(event))
        },
        AnswerLie("an event whose content was changed", "events.content-hash") { stage in
            let name = stage.room.events[6]
            guard case .object(var event) = name.value else { return }
            event["content"] = ["name": "another"]
            stage.replace(name, with: .object(event))
        },
        AnswerLie("two events with one ID", "events.repeated", versions: [1, 2]) { stage in
            guard case .object(var event) = stage.room.events[6].value else { return }
            event["content"] = ["name": "another"]
            event["signatures"] = [:]
            event["depth"] = 99
            let server = try ServerName(parsing: "resident.example")
            let signed = try signEvent(
                event, version: stage.room.version, as: server, with: CannedKeys.key(of: server))
            stage.add(.object(signed), to: "auth_chain")
        },
        AnswerLie("a hole in the auth chain", "events.auth-chain") { stage in
            // The join of the member was allowed by the first join rules, which are no state any more.
            stage.replace(stage.room.events[3])
        },
        AnswerLie(
            "events that authorise each other in a ring", "events.auth-chain",
            isUsable: false, versions: [1, 2]
        ) { stage in
            for (number, other) in [("a", "b"), ("b", "a")] {
                guard case .object(var event) = try stage.topic().value else { return }
                event["event_id"] = .string("$\(number):resident.example")
                event["auth_events"] = [
                    [.string("$\(other):resident.example"), ["sha256": "x"]]
                ]
                event["signatures"] = [:]
                let server = try ServerName(parsing: "resident.example")
                stage.add(
                    .object(
                        try signEvent(
                            event, version: stage.room.version, as: server,
                            with: CannedKeys.key(of: server))), to: "auth_chain")
            }
        },
        AnswerLie("a state event that nobody may send", "events.allowed") { stage in
            let ban = try stage.room.make(
                "m.room.member", CannedRoom.creator, by: CannedRoom.member, ["membership": "ban"])
            stage.replace(stage.room.events[1], with: ban.value)
            stage.add(stage.room.events[1].value, to: "auth_chain")
        },
        AnswerLie("a state event of a user who is not there", "events.allowed") { stage in
            stage.add(
                try stage.room.make(
                    "m.room.topic", "", by: "@mallory:other.example", ["topic": "lies"]
                ).value)
        },
        AnswerLie("auth events that have nothing to do with the event", "events.allowed") {
            stage in
            let isNamed = stage.room.version.rules.createEventNamesRoom
            let events = isNamed ? [1, 2, 6] : [0, 1, 2, 6]
            stage.add(
                try stage.topic(authEvents: events.map { stage.room.events[$0] }).value)
        },
    ]
}
