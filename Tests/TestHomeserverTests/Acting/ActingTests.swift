import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomState
import TestHomeserver
import Testing

@testable import struct TestHomeserver.EventDraft
@testable import struct TestHomeserver.Refusal

@Suite("Homeservers that act of their own accord", .serialized)
struct ActingTests {
    private static let versions = ["1", "6", "11", "12"]

    private static func hall(_ version: String, _ more: String = "") -> String {
        #"{"rooms":[{"id":"hall","version":"\#(version)","members":["@ann:east.test"]"#
            + #"\#(more)}]}"#
    }

    private static func user(_ text: String) throws -> UserID { try UserID(parsing: text) }

    private static func say(_ words: String) -> EventDraft {
        EventDraft(type: "m.room.message", content: ["body": .string(words)])
    }

    @Test("A room is joined, and what both say reaches the other", arguments: versions)
    func talking(version: String) async throws {
        try await ActingBed.run(east: Self.hall(version, #","messages":5"#)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let (ann, bob) = (try Self.user("@ann:east.test"), try Self.user("@bob:west.test"))
            let joined = try await bed.west.join(
                room.id, as: bob, through: [bed.east.name], content: ["displayname": "Bob"])
            #expect(joined.resident == bed.east.name)
            #expect(joined.findings.allSatisfy { $0.verdict == .pass }, "\(joined.findings)")
            let copy = try #require(bed.west.state.rooms[room.id])
            for number in 0..<3 {
                try await bed.east.send(Self.say("east \(number)"), by: ann, in: room)
                try await bed.settle()
                try await bed.west.send(Self.say("west \(number)"), by: bob, in: copy)
                try await bed.settle()
            }
            let topic = EventDraft(
                type: "m.room.topic", stateKey: "", content: ["topic": "Doors"])
            try await bed.east.send(topic, by: ann, in: room)
            try await bed.agree(on: room.id)
            let told = copy.read { $0.currentEvent(StateTuple("m.room.topic"))?.content["topic"] }
            #expect(told?.string == "Doors")
            let refusal = await #expect(throws: Refusal.self) {
                try await bed.west.send(topic, by: bob, in: copy)
            }
            #expect(refusal?.status == 403)
        }
    }

    @Test("A room that is not open is not joined, and the reason of each server is told")
    func refused() async throws {
        try await ActingBed.run(east: Self.hall("11", #","join_rule":"invite""#)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let refusal = await #expect(throws: Refusal.self) {
                try await bed.west.join(
                    room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            }
            #expect(refusal?.status == 502)
            let attempt = refusal.map { JSONValue.object($0.details) }?.list("attempts").first
            #expect(attempt?["errcode"] == "M_FORBIDDEN")
            #expect(attempt?["server_name"] == "east.test")
            #expect(bed.west.state.rooms[room.id] == nil)
        }
    }

    @Test("What does not arrive is sent again, and in order")
    func repeated() async throws {
        try await ActingBed.run(east: Self.hall("11"), retries: 2_000) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let ann = try Self.user("@ann:east.test")
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            bed.federation.setCut(true, bed.west.name)
            for number in 0..<60 {
                try await bed.east.send(Self.say("\(number)"), by: ann, in: room)
            }
            try await ActingBed.wait(for: "some attempts") { bed.sleep.durations.count > 2 }
            bed.federation.setCut(false, bed.west.name)
            try await bed.agree(on: room.id)
            #expect(bed.sleep.durations.prefix(3) == [.seconds(1), .seconds(2), .seconds(4)])
            let line = try #require(bed.east.state.outbox?.lines.first?.line)
            #expect(line.delivered >= 2 && line.lost == 0 && line.lastError == nil)
            // Nothing was missing, so that nobody had to ask for it.
            #expect(bed.federation.count("missing-events", to: bed.east.name) == 0)
        }
    }

    @Test("What is never taken is given up, which is told, and what comes after it is sent")
    func givenUp() async throws {
        try await ActingBed.run(east: Self.hall("11"), retries: 2) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let ann = try Self.user("@ann:east.test")
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            bed.federation.setCut(true, bed.west.name)
            try await bed.east.send(Self.say("lost"), by: ann, in: room)
            try await bed.settle()
            let line = try #require(bed.east.state.outbox?.lines.first?.line)
            #expect(line.lost == 1)
            #expect(line.lastError?.contains("2 attempts") == true)
            bed.federation.setCut(false, bed.west.name)
            // The gap is closed by those who see it.
            try await bed.east.send(Self.say("found"), by: ann, in: room)
            try await bed.agree(on: room.id)
            #expect(bed.federation.count("missing-events", to: bed.east.name) == 1)
        }
    }

    @Test("Members that were left out are fetched afterwards", arguments: ["10", "12"])
    func partial(version: String) async throws {
        let room = Self.hall(version, #","crowd":30,"name":"Hall""#)
        try await ActingBed.run(east: room) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let joined = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name],
                omitsMembers: true)
            #expect(joined.findings.allSatisfy { $0.verdict == .pass }, "\(joined.findings)")
            let copy = try #require(bed.west.state.rooms[room.id])
            try await ActingBed.wait(for: "a whole room") { copy.read { !$0.isPartial } }
            try await bed.agree(on: room.id)
            #expect(copy.joinedServers[bed.east.name] == 31)
        }
    }

    @Test("As long as members are missing, events go both ways, and nobody is let in")
    func fetching() async throws {
        let room = Self.hall("11", #","crowd":30,"name":"Hall""#)
        try await ActingBed.run(east: room, pace: .milliseconds(300)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let (ann, bob) = (try Self.user("@ann:east.test"), try Self.user("@bob:west.test"))
            bed.federation.setStalled(true, "state")
            _ = try await bed.west.join(
                room.id, as: bob, through: [bed.east.name], omitsMembers: true)
            let copy = try #require(bed.west.state.rooms[room.id])
            try await ActingBed.wait(for: "some trouble") { copy.trouble != nil }
            try await bed.west.send(Self.say("already"), by: bob, in: copy)
            try await bed.east.send(Self.say("here"), by: ann, in: room)
            try await bed.settle()
            #expect(copy.read { $0.isPartial })
            let refused = try await bed.east.ask(
                "make-join", of: bed.west.name,
                [
                    RequestParameter("roomId", room.id.description),
                    RequestParameter("userId", "@new:east.test"), RequestParameter("ver", "11"),
                ])
            #expect(refused.refusal?.status == 404)
            bed.federation.setStalled(false, "state")
            try await ActingBed.wait(for: "a whole room") { copy.read { !$0.isPartial } }
            #expect(copy.trouble == nil)
            try await bed.agree(on: room.id)
        }
    }

    @Test("What cannot be delivered does not hold up the end of the homeserver")
    func ended() async throws {
        try await ActingBed.run(east: Self.hall("11"), pace: .seconds(3_600)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            bed.federation.setCut(true, bed.west.name)
            try await bed.east.send(
                Self.say("never"), by: try Self.user("@ann:east.test"), in: room)
            try await ActingBed.wait(for: "a wait") { !bed.sleep.durations.isEmpty }
            #expect(bed.east.state.outbox?.isIdle == false)
        }
    }

    @Test("A policy server elsewhere is asked, and has the last word")
    func policed() async throws {
        let east =
            #"{"policy_server":{"refuse_words":["spam"]},"rooms":[{"id":"hall","version":"11","#
            + #""members":["@ann:east.test"]}]}"#
        try await ActingBed.run(east: east) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let bob = try Self.user("@bob:west.test")
            _ = try await bed.west.join(room.id, as: bob, through: [bed.east.name])
            let copy = try #require(bed.west.state.rooms[room.id])
            let key = try bed.east.server.policyKey.publicKey.base64
            let policy = EventDraft(
                type: "m.room.policy", stateKey: "",
                content: ["via": "east.test", "public_keys": ["ed25519": .string(key)]])
            try await bed.east.send(policy, by: try Self.user("@ann:east.test"), in: room)
            try await bed.settle()
            let sent = try await bed.west.send(Self.say("ham"), by: bob, in: copy)
            #expect(sent.receipt.verdict == .accepted)
            #expect(bed.federation.count("policy-sign", to: bed.east.name) == 1)
            let refusal = await #expect(throws: Refusal.self) {
                try await bed.west.send(Self.say("spam"), by: bob, in: copy)
            }
            #expect(refusal?.status == 403)
            #expect(refusal?.message.contains("policy server east.test") == true)
            #expect(refusal?.details["peer"]?["errcode"] == "M_FORBIDDEN")
            // The server that is the policy server itself says so too.
            let own = await #expect(throws: Refusal.self) {
                try await bed.east.send(
                    Self.say("spam"), by: try Self.user("@ann:east.test"), in: room)
            }
            #expect(own?.status == 403)
            #expect(own?.message.contains("policy server east.test") == true)
            try await bed.agree(on: room.id)
        }
    }

    @Test("Who joins a room with a policy server gets its signature, or does not come in")
    func policedJoin() async throws {
        let east =
            #"{"policy_server":{"refuse_senders":["@eve:*"]},"rooms":[{"id":"hall","#
            + #""version":"11","members":["@ann:east.test"],"policy":{"via":"east.test"}}]}"#
        try await ActingBed.run(east: east) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let bob = try Self.user("@bob:west.test")
            let joined = try await bed.west.join(room.id, as: bob, through: [bed.east.name])
            let copy = try #require(bed.west.state.rooms[room.id])
            for hosted in [room, copy] {
                let event = hosted.read { $0[joined.event.eventID] }
                let signature = event?.document.root["signatures"]?["east.test"]?[
                    "ed25519:policy_server"]
                #expect(signature?.string != nil)
            }
            let eve = try Self.user("@eve:west.test")
            let refusal = await #expect(throws: Refusal.self) {
                try await bed.west.join(room.id, as: eve, through: [bed.east.name])
            }
            #expect(refusal?.status == 403, "\(String(describing: refusal))")
            try await bed.agree(on: room.id)
        }
    }

    @Test(
        "A fork that is made on purpose is merged on both sides to the same state",
        arguments: versions)
    func forked(version: String) async throws {
        try await ActingBed.run(east: Self.hall(version)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let ann = try Self.user("@ann:east.test")
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            let place = room.read { $0.forwardExtremities.map(\.eventID) }
            for words in ["one", "two"] {
                let topic = EventDraft(
                    type: "m.room.topic", stateKey: "", content: ["topic": .string(words)],
                    previous: place)
                let sent = try await bed.east.send(topic, by: ann, in: room)
                #expect(sent.event.prevEventIDs == place)
            }
            #expect(room.read { $0.forwardExtremities.count } == 2)
            try await bed.agree(on: room.id)
            let last = try await bed.east.send(Self.say("merged"), by: ann, in: room)
            #expect(last.event.prevEventIDs.count == 2)
            try await bed.agree(on: room.id)
            let gone = EventDraft(
                type: "m.room.message", content: [:],
                previous: [try EventID(parsing: "$none:east.test")])
            let refusal = await #expect(throws: Refusal.self) {
                try await bed.east.send(gone, by: ann, in: room)
            }
            #expect(refusal?.status == 404)
        }
    }
}
