import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@Suite("The specification's vectors of events")
struct SpecificationVectorTests {
    /// The specification's seed, server name and key ID.
    static func key() throws -> SigningKey {
        try SigningKey(
            keyID: KeyID(ed25519Version: "1"),
            seed: SigningSeed(
                bytes: UnpaddedBase64.decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1")))
    }

    struct Creation: Sendable {
        var version: String
        var event: String
        var hash: String
        var signature: String
        var eventID: String
    }

    /// Computed with another implementation of Ed25519, for events that the specification has no vectors of.
    static let creations = [
        Creation(
            version: "10",
            event: """
                {"type":"m.room.create","state_key":"","sender":"@a:domain","room_id":"!r:domain",\
                "origin_server_ts":1000000,"content":{"creator":"@a:domain","room_version":"10"},\
                "prev_events":[],"auth_events":[],"depth":1}
                """,
            hash: "tziz37kOM4eLmR2A/fGV8f8aH1I9Yvt5kWSkjDbzxNQ",
            signature:
                "3ChYfNQRzVZJKxJzZ0jG2ko71yQM3uwRJGT7vEn53WnVCBCguYiM4A2UGa0oFr1nsJv05ESX7+JAR0QbeS9BDw",
            eventID: "$y8K173pAZAN1ERgehkNItZgN1s9dNpL0yI1SPFR5UaM"),
        Creation(
            version: "11",
            event: """
                {"type":"m.room.create","state_key":"","sender":"@a:domain","room_id":"!r:domain",\
                "origin_server_ts":1000000,"content":{"room_version":"11"},\
                "prev_events":[],"auth_events":[],"depth":1}
                """,
            hash: "Ps8hj2OnOSibP5U0izvS/z5UPtQOT8z73SfvK0W6pVs",
            signature:
                "OI+uCll0cQ9vXNik6QUgcOo/yHWIX26rWf9/MC84N0NhKyxORYd+akxAGiDvAOpNuwolPC7ppu62g6JkIQSdCw",
            eventID: "$_WsicK13CXN4QWf5RJ6rPliYN2yXg-86tTo-KGVWkhk"),
        Creation(
            version: "12",
            event: """
                {"type":"m.room.create","state_key":"","sender":"@a:domain",\
                "origin_server_ts":1000000,"content":{"room_version":"12"},\
                "prev_events":[],"auth_events":[],"depth":1}
                """,
            hash: "ccqBumrNf46eCfIkdZSYW9RNafS0xFYYDm5rnZBSVJU",
            signature:
                "0iTJ32BZFymf41Y7UBttP2wZ0JTo6UjsLDQuf+79LB+WeKVfoLyR2I8RF23ZdFgCuxtjVBl5MKXIOWP+ocELDw",
            eventID: "$P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM"),
        Creation(
            version: "12",
            event: """
                {"type":"m.room.member","state_key":"@a:domain","sender":"@a:domain",\
                "room_id":"!P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM",\
                "origin_server_ts":1000001,"content":{"membership":"join","displayname":"A"},\
                "prev_events":["$P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM"],\
                "auth_events":[],"depth":2}
                """,
            hash: "Hlj2fY9DCniT+TwLsK9OXu8qGO1GBezsrJSh8cKr1hY",
            signature:
                "Ft6BOzMGc2EY3/yE4n0LeHxGFwei0escY8gqZv8QuOULz6dwz86zR+5gKl8AY9K5pfPrjN1OGRE+zLp4r/f6Aw",
            eventID: "$Gq1Qdxc1-paWHcDZkqLsA8-I9iZEXuRSwb0eqePy-bU"),
    ]

    @Test("Signing makes the hash, the signature and the event ID", arguments: creations)
    func signing(vector: Creation) throws {
        let version = try RoomVersion(parsing: vector.version)
        let signed = try signEvent(
            Array(vector.event.utf8), version: version, as: ServerName(parsing: "domain"),
            with: Self.key())
        let event = try Event(parsing: signed, version: version)
        #expect(event.document.root["hashes"]?["sha256"]?.string == vector.hash)
        #expect(
            event.document.root["signatures"]?["domain"]?["ed25519:1"]?.string == vector.signature)
        #expect("\(event.eventID)" == vector.eventID)
    }

    @Test("A create event of room version 12 names its room")
    func roomOfCreateEvent() throws {
        let version = try RoomVersion(parsing: "12")
        let signed = try signEvent(
            Array(Self.creations[2].event.utf8), version: version,
            as: ServerName(parsing: "domain"), with: Self.key())
        let event = try Event(parsing: signed, version: version)
        #expect("\(event.roomID)" == "!P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM")
    }

    @Test("The first signed event comes out as the specification prints it, until version 10")
    func firstVector() throws {
        guard
            case .array(let vectors) = try JSONValue(
                parsing: ProjectFile.bytes("Fixtures/signing/event-signatures.json"),
                numbers: .strict),
            case .string(let text)? = vectors.first?["event"]
        else {
            Issue.record("the fixture has another form")
            return
        }
        let given = try JSONDocument(parsing: Array(text.utf8), numbers: .strict)
        let server = try ServerName(parsing: "domain")
        for version in RoomVersion.all {
            guard case .object(var event) = given.root.value else { continue }
            event["signatures"] = [:]
            event["hashes"] = [:]
            let signed = try signEvent(event, version: version, as: server, with: Self.key())
            let isEarly = !["11", "12"].contains(version.identifier)
            #expect((signed.canonicalBytes() == Array(text.utf8)) == isEarly)
            if isEarly {
                #expect(
                    UnpaddedBase64.encode(referenceHash(of: given, version: version))
                        == "8yif6p8EqgoSten2BLje9ntKm720NyFLWQv9tn8memc")
            } else {
                // Since version 11 redaction drops `origin`.
                #expect(
                    signed["signatures"]?["domain"]?["ed25519:1"]
                        == "Jxp+1glFcZM+nnHpY0EkedRR7u0VmKsJYGnQqIvqus3UvL5X/p1y6wSkLhGoTBel6MZ9lrMIzUqrjqFquWJKBw"
                )
            }
        }
    }

    @Test("The second signed event, whose content redaction drops")
    func secondVector() throws {
        let text = """
            {"content":{"body":"Here is the message content"},"event_id":"$0:domain",\
            "origin":"domain","origin_server_ts":1000000,"type":"m.room.message",\
            "room_id":"!r:domain","sender":"@u:domain","signatures":{},"unsigned":{"age_ts":1000000}}
            """
        let server = try ServerName(parsing: "domain")
        for version in RoomVersion.all {
            let signed = try signEvent(
                Array(text.utf8), version: version, as: server, with: Self.key())
            let document = try JSONDocument(parsing: signed, numbers: .strict)
            #expect(
                document.root["hashes"]?["sha256"]?.string
                    == "onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g")
            let isEarly = !["11", "12"].contains(version.identifier)
            #expect(
                document.root["signatures"]?["domain"]?["ed25519:1"]?.string
                    == (isEarly
                        ? "Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA"
                        : "4WQB/6LN2OtkUN/+18xUNB/U4RTX1N3EeKBdlCxux08YO8izKDrSRqML1XB8V97IK7AujkNO1xMl7TaBLA4kDw")
            )
            if isEarly {
                let hash = referenceHash(of: document, version: version)
                #expect(
                    EventID(referenceHash: hash, alphabet: .standard).description
                        == "$oFAil2fHTGY66j9PIsC3hnc+/6r2SQGxCzd1/FUgtOE")
                #expect(
                    EventID(referenceHash: hash, alphabet: .urlSafe).description
                        == "$oFAil2fHTGY66j9PIsC3hnc-_6r2SQGxCzd1_FUgtOE")
            }
        }
    }
}
