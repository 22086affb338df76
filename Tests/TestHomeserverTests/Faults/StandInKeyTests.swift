import FederationCore
import MatrixJSON
import RoomEvents
import SigningKeys
import TestHomeserver
import Testing

@testable import struct TestHomeserver.ActingServer
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

    @Test("The own key signs until the document shows another one, to whom it shows it")
    func until() throws {
        let server = VirtualServer(
            name: try ServerName(parsing: "one.test"), signingKey: try TestBed.key(1))
        let (peer, other) = (
            try ServerName(parsing: "peer.test"), try ServerName(parsing: "other.test")
        )
        let key = { (setting: FaultSetting, name: ServerName) in
            StandInKeys(FaultPlan(settings: [setting])).requestKey(of: server, to: name)
                .keyID.description
        }
        #expect(key(try FaultSetting("key-rotated"), peer) == "ed25519:spare")
        #expect(key(try FaultSetting("key-rotated", after: 1), peer) == "ed25519:k1")
        #expect(key(try FaultSetting("key-rotated", probability: 0.5), peer) == "ed25519:k1")
        #expect(key(try FaultSetting("key-rotated", server: other), peer) == "ed25519:k1")
        let forPeer = try FaultSetting("key-rotated", peer: .server(peer))
        #expect(key(forPeer, peer) == "ed25519:spare" && key(forPeer, other) == "ed25519:k1")
        #expect(key(try FaultSetting("key-expired"), peer) == "ed25519:k1")
        let keys = StandInKeys(FaultPlan(settings: [forPeer]))
        #expect(keys.eventKey(of: server).keyID.description == "ed25519:k1")
        let reused = StandInKeys(FaultPlan(settings: [try FaultSetting("key-reused-id")]))
        #expect(reused.eventKey(of: server).publicKey == server.signingKey.publicKey)
        #expect(reused.requestKey(of: server, to: peer).publicKey != server.signingKey.publicKey)
    }
}
