import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("The form of events")
struct FormatViolationTests {
    @Test("A sample of every room version is read, and has no violations")
    func samples() throws {
        for version in RoomVersion.all {
            let bytes = Samples.message(version.identifier).canonicalBytes()
            #expect(formatViolations(of: bytes, version: version) == [])
            let event = try Event(parsing: bytes, version: version)
            #expect(event.type == "m.room.message")
            #expect(event.sender.description == "@a:domain")
            #expect(event.depth == 5)
            #expect(event.originServerTS == 1_000_000)
            #expect(event.prevEventIDs.count == 1)
            #expect(event.authEventIDs.count == 1)
            #expect(event.stateKey == nil)
            #expect(!event.isState)
            #expect(event.content["body"]?.string == "hello")
        }
    }

    @Test("Each violation is named, with its place", arguments: FormatViolationCase.all)
    func violation(violation: FormatViolationCase) throws {
        let version = try Samples.version(violation.version)
        let found = formatViolations(of: violation.bytes, version: version)
        #expect(found.contains { $0.kind == violation.kind && $0.path == violation.path })
        #expect(found.allSatisfy { !$0.words.isEmpty && $0.words.last != "." })
        #expect {
            try Event(parsing: violation.bytes, version: version)
        } throws: { error in
            guard let error = error as? EventFormatError else { return false }
            return error.violations == found && error.first == found[0]
        }
    }

    @Test("Every kind of violation has a case")
    func everyKind() {
        let kinds = Set(FormatViolationCase.all.map(\.kind))
        #expect(kinds == Set(EventViolation.Kind.allCases))
    }

    @Test("What another room version forbids is allowed where it is not", arguments: allowed)
    func memberThatIsAllowed(allowed: Allowed) throws {
        let version = try Samples.version(allowed.version)
        var event = Samples.message(allowed.version)
        event[allowed.member] = allowed.value
        #expect(formatViolations(of: event.canonicalBytes(), version: version) == [])
    }

    struct Allowed: Sendable {
        var version: String
        var member: String
        var value: JSONValue
    }

    static let allowed = [
        Allowed(version: "5", member: "content", value: ["n": .number("1.5e3")]),
        Allowed(version: "5", member: "content", value: ["n": .number("-0")]),
        Allowed(version: "5", member: "content", value: ["n": .number("99999999999999999999")]),
        Allowed(version: "5", member: "depth", value: .integer(.max)),
        Allowed(version: "6", member: "depth", value: .integer(1 << 53 - 1)),
        Allowed(version: "11", member: "redacts", value: 1),
        Allowed(version: "6", member: "origin", value: 1),
        Allowed(
            version: "11", member: "type", value: .string(String(repeating: "t", count: 255))),
        Allowed(
            version: "11", member: "state_key", value: .string(String(repeating: "é", count: 127))),
    ]

    @Test("All that is wrong is told, and of very much only the first hundred")
    func manyViolations() throws {
        let version = try Samples.version("11")
        let empty = formatViolations(of: Array("{}".utf8), version: version)
        #expect(
            empty.map(\.path) == [
                "type", "sender", "room_id", "depth", "origin_server_ts", "prev_events",
                "auth_events", "content", "hashes", "signatures",
            ])
        var event = Samples.message("11")
        event["signatures"] = .object(JSONObject((0..<5_000).map { ("server\($0)", 1) }))
        #expect(formatViolations(of: event.canonicalBytes(), version: version).count == 100)
    }

    @Test("An event of 65,536 bytes is read, and one byte more is too much")
    func size() throws {
        let version = try Samples.version("11")
        var event = Samples.message("11")
        let rest = event.canonicalBytes().count - "hello".utf8.count
        event["content"] = ["body": .string(String(repeating: "x", count: 65_536 - rest))]
        #expect(event.canonicalBytes().count == 65_536)
        #expect(formatViolations(of: event.canonicalBytes(), version: version) == [])
        // White space is not in canonical JSON.
        let spaced = Array("  ".utf8) + event.canonicalBytes()
        #expect(formatViolations(of: spaced, version: version) == [])
        event["content"] = ["body": .string(String(repeating: "x", count: 65_537 - rest))]
        #expect(
            formatViolations(of: event.canonicalBytes(), version: version).map(\.kind)
                == [.tooLarge])
    }

    @Test("A type is what its bytes are, not what looks like it")
    func exactTexts() throws {
        let version = try Samples.version("12")
        var event = Samples.message("12")
        event["type"] = "m.room.create"
        event["room_id"] = nil
        event["state_key"] = ""
        let created = try Event(parsing: event.canonicalBytes(), version: version)
        #expect(created.roomID.createEventID == created.eventID)
        event["type"] = "m.room.create\u{301}"
        #expect(
            formatViolations(of: event.canonicalBytes(), version: version).map(\.path)
                == ["room_id"])
    }

    @Test("What an event redacts is found where its room version writes it")
    func redacts() throws {
        var event = Samples.message("10")
        event["redacts"] = .string(Samples.hashID)
        event["type"] = "m.room.redaction"
        let ten = try Samples.version("10")
        let eleven = try Samples.version("11")
        let bytes = event.canonicalBytes()
        #expect(try Event(parsing: bytes, version: ten).redacts?.description == Samples.hashID)
        #expect(try Event(parsing: bytes, version: eleven).redacts == nil)
        event["redacts"] = nil
        event["content"] = ["redacts": .string(Samples.hashID)]
        let inContent = event.canonicalBytes()
        #expect(
            try Event(parsing: inContent, version: eleven).redacts?.description == Samples.hashID)
        #expect(try Event(parsing: inContent, version: ten).redacts == nil)
    }
}
