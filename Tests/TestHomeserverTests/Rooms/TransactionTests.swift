import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@testable import struct TestHomeserver.Answer
@testable import class TestHomeserver.TransactionLog

@Suite("Events that are pushed to the embedded homeserver", .serialized)
struct TransactionTests {
    private static let room =
        #"{"id":"a","version":"VERSION","members":["@a:one.test"],"messages":2}"#

    @Test(
        "Events of every version are taken, once, and handed out again",
        arguments: RoomVersion.all)
    func taken(version: RoomVersion) async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: version.identifier)) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let first = try copy.add()
            let second = try copy.make("m.room.topic", stateKey: "", content: ["topic": "x"])
            // Behind each other in one transaction; the topic is not for everyone to set.
            let results = try await copy.send([
                first.source.canonicalBytes, second.source.canonicalBytes,
            ])
            #expect(results[first.eventID.description] == [:])
            #expect(results[second.eventID.description]?["error"]?.text?.isEmpty == false)
            let again = try await copy.send([first.source.canonicalBytes])
            #expect(again[first.eventID.description] == [:])
            let answer = try await bed.bed.ask("event", [("eventId", first.eventID.description)])
            #expect(answer.json.list("pdus").first?["content"] == ["body": "hello"])
        }
    }

    @Test("What is wrong with one event is told of it, and the others are taken")
    func wrong() async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: "10")) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let unsigned = try copy.make()
            guard case .object(var object) = unsigned.document.root.value else { return }
            object["signatures"] = [:]
            let naked = try Event(parsing: object.canonicalBytes(), version: bed.version())
            #expect(try await copy.error(of: naked)?.contains("there is no signature") == true)
            let foreign = try copy.make(by: "@nobody:stranger.test")
            #expect(try await copy.error(of: foreign)?.isEmpty == false)
            let orphan = try copy.make { template in
                template["prev_events"] = ["$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
            }
            #expect(try await copy.error(of: orphan)?.contains("AAAA") == true)
            let malformed = try copy.make()
            guard case .object(var broken) = malformed.document.root.value else { return }
            broken["depth"] = "deep"
            let right = try copy.make(content: ["body": "right"])
            let results = try await copy.send([
                JSONValue.object(broken).canonicalBytes(), right.source.canonicalBytes,
                Array(#"{"room_id":"!x:far.test","event_id":"$a:far.test"}"#.utf8),
                // What is no event ID is none.
                Array(#"{"room_id":"!x:far.test","event_id":"a"}"#.utf8),
                Array(
                    #"{"room_id":"!x:far.test","event_id":"$LONG:far.test"}"#
                        .replacing("LONG", with: String(repeating: "a", count: 300)).utf8),
            ])
            #expect(results[right.eventID.description] == [:])
            #expect(results["$a:far.test"]?["error"]?.text == "there is no such room here")
            #expect(results.names.count == 3)
        }
    }

    @Test("An event whose content was changed is taken redacted")
    func redacted() async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: "10")) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let event = try copy.make()
            guard case .object(var object) = event.document.root.value else { return }
            object["content"] = ["body": "changed"]
            let id = event.eventID.description
            let results = try await copy.send([JSONValue.object(object).canonicalBytes()])
            #expect(results[id] == [:])
            let answer = try await bed.bed.ask("event", [("eventId", id)])
            #expect(answer.json.list("pdus").first?["content"] == [:])
        }
    }

    @Test("A transaction that comes again gets the answer that it got")
    func replayed() async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: "10")) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let one = try copy.add()
            let two = try copy.make()
            let first = try await copy.send([one.source.canonicalBytes], id: "same")
            let second = try await copy.send([two.source.canonicalBytes], id: "same")
            #expect(first == second)
            #expect(second[two.eventID.description] == nil)
        }
    }

    @Test("Answers are remembered as far as there is room for them, and the last one always")
    func remembered() throws {
        let log = TransactionLog()
        let one = try ServerName(parsing: "one.test")
        let long = Answer(status: 200, body: Array(repeating: 0x20, count: 50_000))
        for id in ["a", "b"] {
            log.keep(long, to: id, of: one)
            #expect(log.answer(to: id, of: one) == long)
        }
        #expect(log.answer(to: "a", of: one) == nil)
        let short = Answer(status: 200, body: [])
        for id in 0..<70 { log.keep(short, to: "\(id)", of: one) }
        #expect(log.answer(to: "5", of: one) == nil && log.answer(to: "6", of: one) == short)
        let huge = Answer(status: 200, body: Array(repeating: 0x20, count: 1 << 20))
        log.keep(huge, to: "huge", of: one)
        #expect(log.answer(to: "huge", of: one) == huge)
        #expect(log.answer(to: "69", of: one) == nil)
        for index in 0..<1_000 {
            log.keep(short, to: "a", of: try ServerName(parsing: "\(index).test"))
        }
        #expect(log.answer(to: "huge", of: one) == nil)
        #expect(log.answer(to: "a", of: try ServerName(parsing: "0.test")) == short)
    }

    @Test("Events of a server that the room denies are refused one by one")
    func denied() async throws {
        let room =
            #"{"id":"a","version":"10","members":["@a:one.test","@b:one.test"],"#
            + #""power_levels":{"state_default":0,"events":{"m.room.server_acl":0}}}"#
        try await RoomBed.run(room) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let list = try copy.add(
                "m.room.server_acl", stateKey: "",
                content: ["allow": ["*"], "deny": ["stranger.*"]])
            #expect(try await copy.error(of: list) == nil)
            let message = try copy.add()
            #expect(try await copy.error(of: message)?.contains("access control") == true)
        }
    }

    @Test("Two lines of history come together, and what a ban forbids stays out of the end")
    func forked() async throws {
        let room =
            #"{"id":"a","version":"10","members":["@a:one.test"],"#
            + #""power_levels":{"users":{"@bob:stranger.test":60}}}"#
        try await RoomBed.run(room) { bed in
            _ = try await bed.join(as: "@eve:stranger.test")
            var copy = try StrangerRoom(try await bed.join(), bed)
            let evading = try copy.make(by: "@eve:stranger.test")
            let ban = try copy.add(
                "m.room.member", stateKey: "@eve:stranger.test", content: ["membership": "ban"])
            #expect(try await copy.error(of: ban) == nil)
            // Allowed where it stands, and not by the state of now: soft failed, which is no error.
            #expect(try await copy.error(of: evading) == nil)
            let template = try await bed.bed.ask(
                "make-leave",
                [("roomId", bed.id().description), ("userId", "@bob:stranger.test")])
            let previous = template.json["event"]?.list("prev_events") ?? []
            #expect(previous == [.string(ban.eventID.description)])
            let held = try await bed.bed.ask(
                "event", [("eventId", evading.eventID.description)])
            #expect(held.status == 200)
        }
    }
}
