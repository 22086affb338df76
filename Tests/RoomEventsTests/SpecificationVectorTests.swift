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
}
