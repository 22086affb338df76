import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@Suite("Gaps in rooms of the embedded homeserver", .serialized)
struct GapTests {
    private static let room = #"{"id":"a","version":"10","members":["@a:one.test"]}"#

    @Test("Missing events are fetched from the server that sent what comes after them")
    func small() async throws {
        let answers = StrangerAnswers()
        let federation = CannedFederation { answers.answer(to: $0) }
        try await RoomBed.run(Self.room, federation: federation) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let events = try (0..<3).map { _ in try copy.add() }
            answers.set(copy.timeline)
            #expect(try await copy.error(of: events[2]) == nil)
            #expect(answers.operations == ["missing-events"])
            for event in events {
                let answer = try await bed.bed.ask(
                    "event", [("eventId", event.eventID.description)])
                #expect(answer.status == 200)
            }
        }
    }

    @Test("Where the gap is too wide, the state before the earliest event is fetched")
    func wide() async throws {
        let answers = StrangerAnswers()
        let federation = CannedFederation { answers.answer(to: $0) }
        try await RoomBed.run(Self.room, federation: federation) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            let name = try copy.add(
                "m.room.member", stateKey: "@bob:stranger.test",
                content: ["membership": "join", "displayname": "Bob"])
            let events = try (0..<30).map { _ in try copy.add() }
            answers.set(copy.timeline)
            let last = try #require(events.last)
            #expect(try await copy.error(of: last) == nil)
            #expect(answers.operations == ["missing-events", "state-ids", "event"])
            let state = try await bed.bed.ask(
                "state-ids",
                [
                    ("roomId", bed.id().description), ("event_id", last.eventID.description),
                ])
            #expect(
                state.json.list("pdu_ids").contains(.string(name.eventID.description)))
        }
    }

    @Test("A server that gives nothing leaves the event undecided, which is told")
    func silent() async throws {
        let answers = StrangerAnswers()
        let federation = CannedFederation { answers.answer(to: $0) }
        try await RoomBed.run(Self.room, federation: federation) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            _ = try copy.add()
            let late = try copy.add()
            let error = try await copy.error(of: late)
            #expect(error?.contains("the state before it is not known") == true)
            #expect(answers.operations == ["missing-events", "state-ids"])
        }
    }
}
