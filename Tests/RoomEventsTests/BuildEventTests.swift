import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("Building events")
struct BuildEventTests {
    @Test("What a template lacks is filled in, in every room version")
    func filling() throws {
        for version in RoomVersion.all {
            let key = try Samples.key()
            let server = try ServerName(parsing: "domain")
            let create = try Self.create(version)
            let surroundings = EventSurroundings(
                originServerTS: 7, prevEvents: [create], authEvents: [create],
                sender: try UserID(parsing: "@a:domain"), roomID: create.roomID,
                eventIDLocalPart: "second")
            let built = try buildEvent(
                from: ["type": "m.room.message", "content": ["body": "x"]], version: version,
                in: surroundings, signedBy: server, with: key)
            let event = try Event(parsing: built.canonicalBytes(), version: version)
            #expect(event.depth == create.depth + 1)
            #expect(event.originServerTS == 7)
            #expect(event.prevEventIDs == [create.eventID])
            #expect(event.authEventIDs == [create.eventID])
            #expect(event.roomID == create.roomID)
            #expect(verify(event, keys: try Samples.keys([("domain", key, .unlimited)])).isValid)
        }
    }

    @Test("What a template has stays")
    func keeping() throws {
        let version = try Samples.version("11")
        let template: JSONObject = [
            "type": "x", "sender": "@b:other", "room_id": "!s:other", "depth": 3,
            "origin_server_ts": 4, "prev_events": [.string(Samples.hashID)], "auth_events": [],
            "unsigned": ["age": 1], "extra": true,
        ]
        let built = try buildEvent(
            from: template, version: version, in: EventSurroundings(originServerTS: 9))
        for (name, value) in template.members { #expect(built[name] == value) }
    }

    @Test(
        "What only the template can say has to be there",
        arguments: [
            ("11", ["type": "x"], "sender"), ("11", ["sender": "@a:domain"], "type"),
            ("11", ["type": "x", "sender": "@a:domain"], "room_id"),
            ("1", ["type": "x", "sender": "@a:domain", "room_id": "!r:domain"], "event_id"),
        ] as [(String, JSONObject, String)])
    func missing(identifier: String, template: JSONObject, name: String) throws {
        let version = try Samples.version(identifier)
        #expect(throws: EventBuildError.missing(name)) {
            try buildEvent(
                from: template, version: version, in: EventSurroundings(originServerTS: 1))
        }
    }

    @Test("A template that makes no event is refused, and why")
    func malformed() throws {
        let version = try Samples.version("11")
        var template = Samples.message("11")
        template["depth"] = -1
        #expect {
            try buildEvent(
                from: template, version: version, in: EventSurroundings(originServerTS: 1))
        } throws: { error in
            guard case .malformed(let error)? = error as? EventBuildError else { return false }
            return error.violations.map(\.kind) == [.depthOutOfRange]
        }
    }

    @Test("At its limit, the depth stays there")
    func depthLimit() throws {
        let version = try Samples.version("11")
        var last = Samples.message("11")
        last["depth"] = .integer(version.rules.maximumDepth)
        let event = try Event(parsing: last.canonicalBytes(), version: version)
        let built = try buildEvent(
            from: ["type": "x"], version: version,
            in: EventSurroundings(
                originServerTS: 1, prevEvents: [event], sender: event.sender, roomID: event.roomID))
        #expect(built["depth"] == .integer(version.rules.maximumDepth))
    }

    @Test("A further signature leaves the first, and `keepsHash` the hash")
    func signingAgain() throws {
        let version = try Samples.version("11")
        let key = try Samples.key()
        let event = try Samples.signed(
            Samples.message("11"), version, by: [("domain", key), ("other", key)])
        let signers = event.document.root["signatures"]?.members.map(\.name)
        #expect(signers == ["domain", "other"])
        let given = Samples.message("11")
        let server = try ServerName(parsing: "domain")
        let kept = try signEvent(given, version: version, as: server, with: key, keepsHash: true)
        #expect(kept["hashes"] == given["hashes"])
        let computed = try signEvent(given, version: version, as: server, with: key)
        #expect(computed["hashes"] != given["hashes"])
    }

    @Test(
        "What is no event cannot be signed",
        arguments: [
            ("[]", .notAnObject), (#"{"signatures":1}"#, .malformedSignatures),
            (#"{"signatures":{"domain":1}}"#, .malformedSignatures),
            (#"{"hashes":1}"#, .malformedHashes),
            (#"{"a":1.5}"#, .notJSON(JSONSyntaxError(reason: .decimalPoint, offset: 5))),
        ] as [(String, EventSigningError)])
    func unsignable(text: String, expected: EventSigningError) throws {
        let version = try Samples.version("11")
        let key = try Samples.key()
        let server = try ServerName(parsing: "domain")
        #expect(throws: expected) {
            try signEvent(Array(text.utf8), version: version, as: server, with: key)
        }
    }

    private static func create(_ version: RoomVersion) throws -> Event {
        var surroundings = EventSurroundings(
            originServerTS: 1, sender: try UserID(parsing: "@a:domain"), eventIDLocalPart: "create")
        surroundings.roomID = try RoomID(parsing: "!r:domain")
        let create = try buildEvent(
            from: ["type": "m.room.create", "state_key": "", "content": ["creator": "@a:domain"]],
            version: version, in: surroundings)
        return try Event(parsing: create.canonicalBytes(), version: version)
    }
}
