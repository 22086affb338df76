import FederationCore
import MatrixJSON
import Testing

@testable import struct TestHomeserver.ActingServer

@Suite("Redactions between homeservers", .serialized)
struct RedactionTests {
    @Test(
        "A redacted event goes out redacted, from the server that redacts and from the others",
        arguments: ["1", "3", "10", "11", "12"])
    func redacted(version: String) async throws {
        let hall =
            #"{"rooms":[{"id":"hall","version":"\#(version)","members":["@ann:east.test"]}]}"#
        try await ActingBed.run(east: hall, west: #"{"users":[{"name":"bob"}]}"#) { bed in
            let room = JSONValue.string(
                try #require(bed.east.state.rooms.all.first).id.description)
            _ = try await bed.control(
                "join", ["room": room, "user": "@bob:west.test", "via": "east.test"], west: true)
            let said = try await bed.control(
                "send",
                [
                    "room": room, "sender": "@bob:west.test", "type": "m.room.message",
                    "content": ["body": "secret"],
                ], west: true)
            let id = try #require(said["event_id"])
            _ = try await bed.control("event", ["event": id, "wait_ms": 10_000])
            let redaction = try await bed.control(
                "send",
                [
                    "room": room, "sender": "@ann:east.test", "type": "m.room.redaction",
                    "redacts": id,
                ])
            let redactor = try #require(redaction["event_id"])
            #expect(redaction["verdict"] == "accepted")
            _ = try await bed.control(
                "event", ["event": redactor, "wait_ms": 10_000], west: true)
            for isWest in [false, true] {
                let found = try await bed.control("event", ["event": id], west: isWest)
                #expect(found["event"]?["content"] == [:] && found["redacted_by"] == redactor)
                #expect(found["redacted"] == true && found["hash_mismatch"] == nil)
                let answer = try await bed.control(
                    "request",
                    [
                        "destination": isWest ? "east.test" : "west.test", "operation": "event",
                        "parameters": ["eventId": id],
                    ], west: isWest)
                let pdu = try #require(answer["body"]?.list("pdus").first)
                #expect(pdu["content"] == [:] && pdu["type"] == "m.room.message")
                #expect(pdu["signatures"]?["west.test"] != nil)
            }
        }
    }
}
