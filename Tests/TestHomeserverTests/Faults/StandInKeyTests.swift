import FederationCore
import MatrixJSON
import RoomEvents
import SigningKeys
import TestHomeserver
import Testing

@testable import struct TestHomeserver.ActingServer
@testable import struct TestHomeserver.FaultOccasion
@testable import class TestHomeserver.FaultPlan
@testable import class TestHomeserver.StandInKeys

@Suite("Keys that faults have a server sign with", .serialized)
struct StandInKeyTests {
    private static let hall =
        #"{"rooms":[{"id":"hall","version":"11","members":["@ann:east.test"]}]}"#
    private static let room: JSONValue = "!hall:east.test"

    @Test(
        "A key that the document shows signs what goes out from then on, and peers believe it",
        arguments: ["key-rotated", "key-renamed", "key-reused-id"])
    func shown(fault: String) async throws {
        try await ActingBed.run(
            east: Self.hall, west: #"{"users":[{"name":"bob"}]}"#, fetchesKeys: true
        ) {
            bed in
            _ = try await bed.control("set-fault", ["fault": .string(fault)])
            let document = try await bed.control(
                "request", ["destination": "east.test", "operation": "server-keys"], west: true)
            let key = try #require(document["body"]?["verify_keys"]?.names.first)
            #expect((key == "ed25519:k1") == (fault == "key-reused-id"))
            let answer = try await bed.control(
                "request",
                [
                    "destination": "west.test", "operation": "profile",
                    "parameters": ["user_id": "@bob:west.test"],
                ])
            #expect(answer["status"] == 200, "\(answer)")
            let journal = try await bed.control(
                "journal", ["endpoint": "profile", "direction": "in"], west: true)
            let claim = journal.list("records").first?["request"]?["authorization"]
            #expect(claim?["judgement"] == "accepted" && claim?["key_id"] == .string(key))
        }
    }

    @Test("A rotation is played to its end: who joins and talks with the server follows")
    func rotation() async throws {
        try await ActingBed.run(
            east: Self.hall, west: #"{"users":[{"name":"bob"}]}"#, fetchesKeys: true
        ) {
            bed in
            // What the server made before is from before the rotation.
            _ = try await bed.control("set-fault", ["fault": "key-rotated", "value": 0])
            _ = try await bed.control(
                "join", ["room": Self.room, "user": "@bob:west.test", "via": "east.test"],
                west: true)
            let sent = try await bed.control(
                "send",
                [
                    "room": Self.room, "sender": "@ann:east.test", "type": "m.room.message",
                    "content": ["body": "hello"],
                ])
            #expect(sent["event"]?["signatures"]?["east.test"]?["ed25519:spare"] != nil)
            let id = try #require(sent["event_id"])
            let arrived = try await bed.control(
                "event", ["event": id, "wait_ms": 10_000], west: true)
            #expect(arrived["verdict"] == "accepted")
            // Without the fault, the own key signs again.
            _ = try await bed.control("remove-fault")
            let later = try await bed.control(
                "send", ["room": Self.room, "sender": "@ann:east.test", "type": "m.a"])
            #expect(later["event"]?["signatures"]?["east.test"]?["ed25519:k1"] != nil)
        }
    }

    @Test("Notaries hand out the document that is shown, signed with the key that it shows")
    func notary() async throws {
        try await ActingBed.run(east: Self.hall, fetchesKeys: true) { bed in
            _ = try await bed.control("set-fault", ["fault": "key-rotated"])
            let answer = try await bed.control(
                "request",
                [
                    "destination": "east.test", "operation": "notary-keys",
                    "parameters": ["serverName": "east.test"],
                ], west: true)
            let document = try #require(answer["body"]?.list("server_keys").first)
            #expect(document["verify_keys"]?.names == ["ed25519:spare"])
            #expect(document["old_verify_keys"]?.names == ["ed25519:k1"])
            let report = KeyDocumentReport(
                judging: document.canonicalBytes(), of: try ServerName(parsing: "east.test"),
                now: TestBed.now)
            #expect(report.verified != nil, "\(report.findings)")
            let other = try await bed.control(
                "request",
                [
                    "destination": "east.test", "operation": "notary-keys",
                    "parameters": ["serverName": "west.test"],
                ], west: true)
            let foreign = try #require(other["body"]?.list("server_keys").first)
            #expect(foreign["signatures"]?["east.test"]?.names == ["ed25519:spare"])
            #expect(foreign["signatures"]?["west.test"]?.names == ["ed25519:k2"])
        }
    }

    @Test(
        "A room that is made while a fault lasts can be joined",
        arguments: ["key-rotated", "key-renamed"])
    func made(fault: String) async throws {
        try await ActingBed.run(
            east: Self.hall, west: #"{"users":[{"name":"bob"}]}"#, fetchesKeys: true
        ) { bed in
            _ = try await bed.control("set-fault", ["fault": .string(fault)])
            let made = try await bed.control(
                "create-room",
                [
                    "description": [
                        "id": "new", "version": "11", "members": ["@ann:east.test"],
                    ]
                ])
            let room = try #require(made["room_id"])
            let joined = try await bed.control(
                "join", ["room": room, "user": "@bob:west.test", "via": "east.test"], west: true)
            #expect(joined["event_id"] != nil, "\(joined)")
        }
    }

    @Test("The own key signs until the document shows another one, and after it shows it no more")
    func until() throws {
        let server = VirtualServer(
            name: try ServerName(parsing: "one.test"), signingKey: try TestBed.key(1))
        let other = try ServerName(parsing: "other.test")
        let key = { (setting: FaultSetting) in
            StandInKeys(FaultPlan(settings: [setting])).requestKey(of: server).keyID.description
        }
        #expect(key(try FaultSetting("key-rotated")) == "ed25519:spare")
        #expect(key(try FaultSetting("key-rotated", after: 1)) == "ed25519:k1")
        #expect(key(try FaultSetting("key-rotated", probability: 0.5)) == "ed25519:k1")
        #expect(key(try FaultSetting("key-rotated", server: other)) == "ed25519:k1")
        #expect(key(try FaultSetting("key-expired")) == "ed25519:k1")
        let plan = FaultPlan(settings: [try FaultSetting("key-rotated", count: 1)])
        let keys = StandInKeys(plan)
        #expect(keys.eventKey(of: server).keyID.description == "ed25519:spare")
        let occasion = FaultOccasion(
            server: server.name, endpoint: "server-keys", origin: nil, peer: "127.0.0.1:1")
        #expect(plan.strikes([.keys], at: occasion).count == 1)
        #expect(keys.eventKey(of: server).keyID.description == "ed25519:k1")
        let reused = StandInKeys(FaultPlan(settings: [try FaultSetting("key-reused-id")]))
        #expect(reused.eventKey(of: server).publicKey == server.signingKey.publicKey)
        #expect(reused.requestKey(of: server).publicKey != server.signingKey.publicKey)
    }

    @Test("A key that signs for everybody is shown to everybody")
    func everybody() throws {
        for fault in ["key-rotated", "key-renamed", "key-reused-id"] {
            #expect(throws: FaultSettingError.unnamedQuestion(fault: fault)) {
                try FaultSetting(fault, peer: .server(try ServerName(parsing: "peer.test")))
            }
        }
        #expect(throws: Never.self) {
            try FaultSetting("key-expired", peer: .server(try ServerName(parsing: "peer.test")))
        }
    }

    @Test("The spare key is of a seed and the secret half of a key, and of nothing that is public")
    func spare() throws {
        let server = VirtualServer(
            name: try ServerName(parsing: "one.test"), signingKey: try TestBed.key(1))
        let (first, second) = (FaultPlan(seed: 1), FaultPlan(seed: 2))
        let key = try first.spareKey(of: server).publicKey
        #expect(try first.spareKey(of: server).publicKey == key)
        #expect(try second.spareKey(of: server).publicKey != key)
        let source = "1 \(server.signingKey.publicKey.base64)"
        let guessed = try SigningKey(
            keyID: key.keyID, seed: SigningSeed(bytes: sha256(Array(source.utf8))))
        #expect(guessed.publicKey != key)
    }
}
