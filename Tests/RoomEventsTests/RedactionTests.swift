import MatrixJSON
import RoomEvents
import Testing

@Suite("Redaction")
struct RedactionTests {
    /// What the tables of the specification leave of the content, by type and by the versions where that begins.
    static let content: [Row] = [
        Row("m.room.member", ["1": ["membership"], "9": ["join_authorised_via_users_server"]]),
        Row("m.room.create", ["1": ["creator"], "11": ["room_version", "m.federate", "other"]]),
        Row("m.room.join_rules", ["1": ["join_rule"], "8": ["allow"]]),
        Row(
            "m.room.power_levels",
            [
                "1": [
                    "ban", "events", "events_default", "kick", "redact", "state_default", "users",
                    "users_default",
                ],
                "11": ["invite"],
            ]),
        Row("m.room.history_visibility", ["1": ["history_visibility"]]),
        Row("m.room.redaction", ["11": ["redacts"]]),
        Row("m.room.message", [:]),
    ]

    struct Row: Sendable {
        var type: String
        var begins: [String: [String]]

        init(_ type: String, _ begins: [String: [String]]) {
            self.type = type
            self.begins = begins
        }

        func kept(in version: RoomVersion) -> Set<String> {
            let number = Int(version.identifier) ?? 0
            return Set(begins.filter { Int($0.key) ?? 0 <= number }.flatMap(\.value))
        }
    }

    static let everyName =
        Set(content.flatMap { $0.begins.values.joined() }).union([
            "aliases", "notifications", "body",
        ])

    @Test("Of the content, what the table of the room version says", arguments: content)
    func contents(row: Row) throws {
        for version in RoomVersion.all {
            var event = Samples.message(version.identifier)
            event["type"] = .string(row.type)
            event["content"] = .object(JSONObject(Self.everyName.map { ($0, 1) }))
            let redacted = try Self.redacted(event, version)
            // All of a create event's content stays since version 11.
            let isWhole =
                row.type == "m.room.create"
                && version.rules.redaction.keptContent(of: row.type) == .everything
            let names = Set(redacted["content"]?.members.map(\.name) ?? [])
            #expect(names == (isWhole ? Self.everyName : row.kept(in: version)))
        }
    }

    @Test("Aliases stay before version 6")
    func aliases() throws {
        for version in RoomVersion.all {
            var event = Samples.message(version.identifier)
            event["type"] = "m.room.aliases"
            event["content"] = ["aliases": [], "other": 1]
            let redacted = try Self.redacted(event, version)
            let isEarly = ["1", "2", "3", "4", "5"].contains(version.identifier)
            #expect(redacted["content"]?.members.map(\.name) == (isEarly ? ["aliases"] : []))
        }
    }

    @Test("Of the event, its known members, and three more before version 11")
    func members() throws {
        for version in RoomVersion.all {
            var event = Samples.message(version.identifier)
            for name in [
                "origin", "membership", "prev_state", "redacts", "age", "state_key", "event_id",
            ] {
                event[name] = "x"
            }
            let names = try Self.redacted(event, version).members.map(\.name)
            let isLate = ["11", "12"].contains(version.identifier)
            let old = isLate ? [] : ["membership", "origin", "prev_state"]
            let always = [
                "auth_events", "content", "depth", "event_id", "hashes", "origin_server_ts",
                "prev_events", "room_id", "sender", "signatures", "state_key", "type",
            ]
            #expect(names == (always + old).sorted())
        }
    }

    @Test(
        "Of a third-party invite, what is signed, since version 11",
        arguments: [
            (#"{"signed":{"token":"t"},"display_name":"a"}"#, #"{"signed":{"token":"t"}}"#),
            (#"{"display_name":"a"}"#, "{}"), ("1", nil), (#"["signed"]"#, nil),
        ] as [(String, String?)])
    func thirdPartyInvite(invite: String, kept: String?) throws {
        for version in RoomVersion.all {
            var event = Samples.message(version.identifier)
            event["type"] = "m.room.member"
            event["content"] = [
                "third_party_invite": try JSONValue(parsing: Array(invite.utf8)),
                "membership": "invite",
            ]
            let found = try Self.redacted(event, version)["content"]?["third_party_invite"]
            let isLate = ["11", "12"].contains(version.identifier)
            #expect(
                found.map { String(decoding: $0.rawBytes, as: UTF8.self) } == (isLate ? kept : nil))
        }
    }

    @Test("A content that is no object becomes an empty one, and one that is missing stays so")
    func oddContent() throws {
        for version in RoomVersion.all {
            for type in ["m.room.create", "m.room.member", "x"] {
                var event = Samples.message(version.identifier)
                event["type"] = .string(type)
                event["content"] = [1]
                #expect(
                    try Self.redacted(event, version)["content"]?.rawBytes.elementsEqual("{}".utf8)
                        == true)
                event["content"] = nil
                #expect(try Self.redacted(event, version)["content"] == nil)
            }
        }
    }

    @Test("Names that are escaped, or look alike, are what they are")
    func exactNames() throws {
        let version = try Samples.version("11")
        let text =
            #"{"ty\u0070e":"m.room.m\u0065mber","content":{"m\u0065mbership":"join","b":1},"sendér":1}"#
        let document = try JSONDocument(parsing: Array(text.utf8), numbers: .strict)
        #expect(
            String(decoding: redact(document, version: version), as: UTF8.self)
                == #"{"content":{"membership":"join"},"type":"m.room.member"}"#)
    }

    @Test("Numbers keep their text before version 6")
    func numbers() throws {
        let version = try Samples.version("5")
        var event = Samples.message("5")
        event["type"] = "m.room.power_levels"
        event["content"] = ["ban": .number("50.0"), "kick": .number("1e1")]
        let content = try Self.redacted(event, version)["content"]
        #expect(content?.rawBytes.elementsEqual(#"{"ban":50.0,"kick":1e1}"#.utf8) == true)
    }

    private static func redacted(_ event: JSONObject, _ version: RoomVersion) throws -> JSONElement
    {
        let document = try JSONDocument(parsing: event.canonicalBytes(), numbers: .preserving)
        let bytes = redact(document, version: version)
        #expect(try canonicalize(bytes, numbers: .preserving) == bytes)
        return try JSONDocument(parsing: bytes, numbers: .preserving).root
    }
}
