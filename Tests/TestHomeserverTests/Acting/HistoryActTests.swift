import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestHomeserver
import Testing

@testable import struct TestHomeserver.EventDraft
@testable import struct TestHomeserver.Refusal

@Suite("The history of rooms between homeservers that act", .serialized)
struct HistoryActTests {
    private static func hall(_ version: String, _ more: String = "") -> String {
        #"{"rooms":[{"id":"hall","version":"\#(version)","members":["@ann:east.test"]"#
            + #"\#(more)}]}"#
    }

    private static func user(_ text: String) throws -> UserID { try UserID(parsing: text) }

    @Test("The whole history is fetched, and every event accepted", arguments: ["1", "11", "12"])
    func backfilled(version: String) async throws {
        try await ActingBed.run(east: Self.hall(version, #","messages":120"#)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            let copy = try #require(bed.west.state.rooms[room.id])
            let history = try await bed.west.backfill(copy, limit: 60)
            #expect(history.events.count == 60)
            #expect(history.events.allSatisfy { $0.receipt.verdict == .accepted })
            #expect(history.findings.isEmpty, "\(history.findings)")
            let rest = try await bed.west.backfill(copy, limit: 1_000)
            #expect(rest.events.allSatisfy { $0.receipt.verdict == .accepted })
            #expect(rest.events.count + 60 == room.read { $0.count } - 1)
            // Both give the same history to others.
            let ends = room.read { $0.forwardExtremities.map(\.eventID) }
            let ids = [room, copy].map { room in
                room.read { $0.backfill(from: ends, limit: 1_000).map(\.eventID) }
            }
            #expect(ids[0] == ids[1])
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await bed.west.backfill(copy, limit: 10)
            }
            #expect(refusal?.status == 404)
            try await bed.agree(on: room.id)
        }
    }

    @Test("One event of the past is fetched with the state before it")
    func single() async throws {
        try await ActingBed.run(east: Self.hall("11", #","messages":20"#)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            let copy = try #require(bed.west.state.rooms[room.id])
            let wanted = room.read { $0.events[15] }
            let history = try await bed.west.fetch(wanted.eventID, of: copy)
            #expect(history.events.map(\.receipt.verdict) == [.accepted])
            #expect(copy.read { $0[wanted.eventID] != nil })
            let none = try EventID(parsing: "$" + String(repeating: "A", count: 43))
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await bed.west.fetch(none, of: copy)
            }
            #expect(refusal?.status == 502)
        }
    }

    @Test("Who joins again keeps what they knew of the room", arguments: ["1", "11", "12"])
    func rejoined(version: String) async throws {
        try await ActingBed.run(east: Self.hall(version)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let ann = try Self.user("@ann:east.test")
            let bob = try Self.user("@bob:west.test")
            let say = { (text: String) in
                EventDraft(type: "m.room.message", content: ["body": .string(text)])
            }
            _ = try await bed.west.join(room.id, as: bob, through: [bed.east.name])
            let heard = try await bed.east.send(say("one"), by: ann, in: room).event
            try await bed.settle()
            _ = try await bed.west.leave(room.id, as: bob)
            let missed = try await bed.east.send(say("two"), by: ann, in: room).event
            _ = try await bed.west.join(room.id, as: bob, through: [bed.east.name])
            let copy = try #require(bed.west.state.rooms[room.id])
            copy.read { timeline in
                #expect(timeline.receipt(of: heard.eventID)?.verdict == .accepted)
                #expect(!timeline.isOutlier(heard.eventID))
                #expect(timeline[missed.eventID] == nil)
                #expect(timeline.forwardExtremities.map(\.type) == ["m.room.member"])
            }
            try await bed.east.send(say("three"), by: ann, in: room)
            try await bed.agree(on: room.id)
        }
    }

    @Test("What is withheld makes a gap, which the other closes")
    func withheld() async throws {
        try await ActingBed.run(east: Self.hall("11")) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let ann = try Self.user("@ann:east.test")
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            let copy = try #require(bed.west.state.rooms[room.id])
            var events: [Event] = []
            for number in 0..<4 {
                let draft = EventDraft(
                    type: "m.room.message", content: ["body": .string("\(number)")],
                    isWithheld: number < 3)
                events.append(try await bed.east.send(draft, by: ann, in: room).event)
                if number == 2 { #expect(copy.read { $0[events[0].eventID] == nil }) }
            }
            try await bed.agree(on: room.id)
            #expect(bed.federation.count("missing-events", to: bed.east.name) == 1)
            #expect(events.allSatisfy { event in copy.read { $0[event.eventID] != nil } })
            let servers = try bed.east.deliver(events.map(\.eventID), of: room, to: [])
            #expect(servers == [bed.west.name])
            try await bed.settle()
            #expect(bed.east.state.outbox?.lines.first?.line.refused.isEmpty == true)
        }
    }

    @Test("A message is redacted on both sides", arguments: ["1", "11"])
    func redacted(version: String) async throws {
        try await ActingBed.run(east: Self.hall(version)) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let ann = try Self.user("@ann:east.test")
            _ = try await bed.west.join(
                room.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            let said = try await bed.east.send(
                EventDraft(type: "m.room.message", content: ["body": "oh"]), by: ann, in: room)
            let redaction = try await bed.east.send(
                EventDraft(
                    type: "m.room.redaction", content: ["reason": "typo"],
                    redacts: said.event.eventID), by: ann, in: room)
            #expect(redaction.event.redacts == said.event.eventID)
            try await bed.agree(on: room.id)
        }
    }

    @Test("A room that is made while the server runs is joined by others", arguments: ["11", "12"])
    func created(version: String) async throws {
        try await ActingBed.run { bed in
            let room = try RoomVersion(parsing: version)
            var description = RoomDescription(id: "new", version: room)
            description.members = [MemberDescription(try Self.user("@ann:east.test"))]
            let made = try bed.east.create(description)
            _ = try await bed.west.join(
                made.id, as: try Self.user("@bob:west.test"), through: [bed.east.name])
            try await bed.agree(on: made.id)
            if version == "12" {
                // The same again is another room.
                #expect(try bed.east.create(description).id != made.id)
            } else {
                let refusal = #expect(throws: Refusal.self) { _ = try bed.east.create(description) }
                #expect(refusal?.code == "M_ROOM_IN_USE")
            }
        }
    }
}
