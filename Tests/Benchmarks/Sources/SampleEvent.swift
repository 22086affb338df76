import FederationCore
import MatrixJSON
import RoomEvents

/// The events that the benchmark verifies: the same ones every time.
enum SampleEvent {
    /// An unsigned event of room version 11.
    static func make(_ number: Int) -> JSONObject {
        var event: JSONObject = [
            "auth_events": .array((0..<4).map { .string(eventID(number * 31 + $0)) }),
            "prev_events": .array((0..<(number % 3 + 1)).map { .string(eventID(number * 7 + $0)) }),
            "depth": .integer(Int64(number + 1)),
            "origin_server_ts": .integer(1_700_000_000_000 + Int64(number)),
            "room_id": "!benchmark:example.org",
            "sender": .string("@user\(number % 500):example.org"),
            "unsigned": .object(["age": .integer(Int64(number))]),
        ]
        switch number % 10 {
        case 0:
            event["type"] = "m.room.power_levels"
            event["state_key"] = ""
            event["content"] = powerLevels
        case 1, 2, 3:
            event["type"] = "m.room.member"
            event["state_key"] = event["sender"]
            event["content"] = .object([
                "membership": "join", "displayname": .string("Jürgen \(number)"),
                "avatar_url": "mxc://example.org/AbCdEfGhIjKlMnOpQrStUvWx",
                "reason": .string(text(number, words: 60)),
            ])
        default:
            let body = text(number, words: 90 + number % 120)
            event["type"] = "m.room.message"
            event["content"] = .object([
                "msgtype": "m.text", "body": .string(body),
                "format": "org.matrix.custom.html", "formatted_body": .string("<p>\(body)</p>"),
            ])
        }
        return event
    }

    /// The same event with the members of every object in the opposite order, and with white space.
    static func shuffled(_ bytes: [UInt8]) throws -> [UInt8] {
        write(try JSONDocument(parsing: bytes, numbers: .strict).root)
    }

    /// What each event's signature is over, and the signature.
    static func signatures(
        of events: [[UInt8]], version: RoomVersion
    ) throws -> [(message: [UInt8], signature: [UInt8])] {
        try events.map { bytes in
            let event = try Event(parsing: bytes, version: version)
            let entry = event.document.root["signatures"]?["example.org"]?["ed25519:bench"]
            return (
                event.source.signedBytes, try UnpaddedBase64.decode(entry?.string ?? "")
            )
        }
    }

    private static func write(_ element: JSONElement) -> [UInt8] {
        var output: [UInt8] = []
        switch element.kind {
        case .object:
            output.append(UInt8(ascii: "{"))
            for (index, member) in element.members.reversed().enumerated() {
                output += (index == 0 ? "" : ", ").utf8
                output += JSONValue.string(member.name).canonicalBytes() + Array(": ".utf8)
                output += write(member.value)
            }
            output.append(UInt8(ascii: "}"))
        case .array:
            output.append(UInt8(ascii: "["))
            for (index, value) in element.elements.enumerated() {
                output += (index == 0 ? "" : ", ").utf8
                output += write(value)
            }
            output.append(UInt8(ascii: "]"))
        case .string, .number, .boolean, .null: output += element.rawBytes
        }
        return output
    }

    private static let powerLevels: JSONValue = {
        var users = JSONObject()
        for number in 0..<40 { users["@moderator\(number):example.org"] = 50 }
        return .object([
            "users": .object(users), "users_default": 0, "events_default": 0, "state_default": 50,
            "ban": 50, "kick": 50, "redact": 50, "invite": 0,
            "events": .object(["m.room.name": 50, "m.room.power_levels": 100]),
        ])
    }()

    private static func eventID(_ number: Int) -> String {
        let hash = sha256(Array("event \(number)".utf8))
        return "\(EventID(referenceHash: hash))"
    }

    private static let vocabulary = [
        "the", "room", "was", "moved", "to", "another", "server", "and", "everyone", "has", "to",
        "join", "again", "please", "Grüße", "日本語", "\"quoted\"", "line\nbreak",
    ]

    private static func text(_ number: Int, words: Int) -> String {
        (0..<words).map { vocabulary[(number &* 13 &+ $0 &* 7) % vocabulary.count] }
            .joined(separator: " ")
    }
}
