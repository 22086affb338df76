import MatrixJSON
import RoomEvents

/// An event with something wrong in its form, and what that is called.
struct FormatViolationCase: Sendable {
    let version: String
    let kind: EventViolation.Kind
    let path: String
    let bytes: [UInt8]

    /// A sample with one member changed, or left out.
    init(
        _ version: String, _ kind: EventViolation.Kind, _ member: String, _ value: JSONValue?,
        at path: String? = nil
    ) {
        var event = Samples.message(version)
        event[member] = value
        self.version = version
        self.kind = kind
        self.path = path ?? member
        bytes = event.canonicalBytes()
    }

    /// A document as it stands.
    init(_ version: String, _ kind: EventViolation.Kind, text: String) {
        self.version = version
        self.kind = kind
        path = ""
        bytes = Array(text.utf8)
    }

    /// A sample with a member whose value no `JSONValue` writes.
    init(_ version: String, _ kind: EventViolation.Kind, content: String) {
        let event = Samples.message(version).canonicalBytes()
        let text = String(decoding: event, as: UTF8.self)
        let start = #""content":{"#
        self.init(
            version, kind,
            text: text.split(separator: start).joined(separator: start + content + ","))
    }

    private static let long = String(repeating: "é", count: 128)

    static let all = documents + numbers + members + texts + references + rooms

    private static let documents = [
        Self("11", .syntax, text: "{"),
        Self("11", .syntax, text: ""),
        Self("11", .notAnObject, text: "[]"),
        Self("1", .notAnObject, text: "null"),
        Self("11", .duplicateKey, content: #""a":1,"a":2"#),
        Self("1", .duplicateKey, content: #""a":1,"\u0061":2"#),
        Self("11", .loneSurrogate, content: #""a":"\ud800""#),
        Self("11", .invalidUTF8, bytes: Array(#"{"a":""#.utf8) + [0xFF] + Array(#""}"#.utf8)),
        Self(
            "11", .tooDeep,
            content: #""a":"# + String(repeating: "[", count: 600)
                + String(repeating: "]", count: 600)),
        Self(
            "11", .tooLarge, "content", ["body": .string(String(repeating: "x", count: 65_536))],
            at: ""),
    ]

    private init(_ version: String, _ kind: EventViolation.Kind, bytes: [UInt8]) {
        self.version = version
        self.kind = kind
        path = ""
        self.bytes = bytes
    }

    private static let numbers = [
        Self("6", .decimalPoint, "content", ["n": .number("1.5")], at: "content.n"),
        Self("6", .decimalPoint, "content", ["n": .number("1.0")], at: "content.n"),
        Self("11", .exponent, "content", ["a": [0, .number("1e3")]], at: "content.a[1]"),
        Self("11", .negativeZero, "unsigned", ["age": .number("-0")], at: "unsigned.age"),
        Self("6", .integerOutOfRange, "content", ["n": .integer(1 << 53)], at: "content.n"),
        Self("6", .integerOutOfRange, "content", ["n": .integer(-(1 << 53))], at: "content.n"),
        Self("6", .integerOutOfRange, "depth", .integer(1 << 53)),
        Self("11", .depthOutOfRange, "depth", -1),
        Self("5", .depthOutOfRange, "depth", .number("9223372036854775808")),
        Self("1", .wrongType, "depth", .number("5.0")),
        Self("1", .wrongType, "origin_server_ts", .number("1e6")),
    ]

    private static let members =
        [
            "auth_events", "content", "depth", "hashes", "origin_server_ts", "prev_events",
            "room_id", "sender", "signatures", "type",
        ].flatMap { name in
            ["1", "11"].flatMap { version in
                [
                    Self(version, .missing, name, nil), Self(version, .wrongType, name, true),
                    Self(version, .wrongType, name, .null),
                ]
            }
        } + [
            Self("1", .missing, "event_id", nil),
            Self("2", .wrongType, "event_id", 1),
            Self("11", .wrongType, "state_key", 1),
            Self("11", .wrongType, "state_key", .null),
            Self("11", .wrongType, "unsigned", []),
            Self("10", .wrongType, "redacts", [:]),
            Self("11", .missing, "hashes", [:], at: "hashes.sha256"),
            Self("11", .wrongType, "hashes", ["sha256": 1], at: "hashes.sha256"),
            Self("11", .wrongType, "signatures", ["domain": 1], at: "signatures.domain"),
            Self(
                "11", .wrongType, "signatures", ["domain": ["ed25519:1": 1]],
                at: "signatures.domain.ed25519:1"),
            Self("3", .unexpected, "event_id", "$e:domain"),
            Self("12", .unexpected, "event_id", "$e:domain"),
        ]

    private static let texts = [
        Self("11", .tooLong, "type", .string(long)),
        Self("11", .tooLong, "state_key", .string(long)),
        Self("11", .tooLong, "sender", .string("@\(long):domain")),
        Self("11", .tooLong, "room_id", .string("!\(long):domain")),
        Self("1", .tooLong, "event_id", .string("$\(long):domain")),
        Self("10", .tooLong, "redacts", .string("$\(long):domain")),
        Self("11", .invalidIdentifier, "sender", "a:domain"),
        Self("11", .invalidIdentifier, "sender", "@a"),
        Self("11", .invalidIdentifier, "sender", "@a:do main"),
        Self("11", .invalidIdentifier, "room_id", "#r:domain"),
        Self("1", .invalidIdentifier, "event_id", "$e"),
        Self("10", .invalidIdentifier, "redacts", "e"),
    ]

    private static let pair: JSONValue = ["$p:domain", ["sha256": "abc"]]
    private static let hashID = JSONValue.string(Samples.hashID)

    private static let references =
        ["1", "11"].flatMap { version -> [Self] in
            let entry = version == "1" ? pair : hashID
            return [
                Self(
                    version, .tooManyReferences, "prev_events",
                    .array([JSONValue](repeating: entry, count: 21))),
                Self(
                    version, .tooManyReferences, "auth_events",
                    .array([JSONValue](repeating: entry, count: 11))),
            ]
        } + [
            Self("11", .malformedReference, "prev_events", [hashID, 1], at: "prev_events[1]"),
            Self("11", .malformedReference, "auth_events", [pair], at: "auth_events[0]"),
            Self("1", .malformedReference, "prev_events", ["$p:domain"], at: "prev_events[0]"),
            Self("1", .malformedReference, "prev_events", [["$p:domain"]], at: "prev_events[0]"),
            Self(
                "1", .malformedReference, "auth_events", [["$p:domain", [:]]],
                at: "auth_events[0]"),
            Self("4", .invalidIdentifier, "prev_events", ["$short"], at: "prev_events[0]"),
            Self("4", .otherForm, "prev_events", ["$p:domain"], at: "prev_events[0]"),
            Self(
                "4", .otherForm, "prev_events", ["$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk"],
                at: "prev_events[0]"),
            Self("3", .otherForm, "auth_events", [hashID], at: "auth_events[0]"),
            Self(
                "2", .otherForm, "auth_events", [[hashID, ["sha256": "abc"]]],
                at: "auth_events[0][0]"),
        ]

    private static let rooms = [
        Self("11", .otherForm, "room_id", .string("!" + Samples.hashID.dropFirst())),
        Self("12", .otherForm, "room_id", "!r:domain"),
        Self("12", .missing, "room_id", nil),
        Self("12", .unexpected, "type", "m.room.create", at: "room_id"),
    ]
}
