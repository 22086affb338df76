import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("What a growing room is asked")
struct TimelineHistoryTests {
    /// A room whose line parts once and comes together again: a message, two lines of two, a message.
    private func forked() throws -> (room: RoomTimeline, messages: [Event], start: Event) {
        var room = try RoomGenerator(version: RoomVersion.all[10], seed: 2)
        var branch = try room.open()
        func say(_ line: inout RoomBranch) throws {
            try room.append("m.room.message", by: room.users[0], to: &line)
        }
        try say(&branch)
        var other = branch
        for _ in 0..<2 {
            try say(&branch)
            try say(&other)
        }
        branch = branch.merged(with: other)
        try say(&branch)
        let (timeline, _) = try RoomTimeline.replaying(room.events)
        return (timeline, Array(room.events[4...]), room.events[3])
    }

    @Test("Backfill has the events that it is asked from, and what is before, up to the limit")
    func backfill() throws {
        let (room, messages, _) = try forked()
        let last = messages[5]
        #expect(room.backfill(from: [last.eventID], limit: 1).map(\.eventID) == [last.eventID])
        let some = room.backfill(from: [last.eventID], limit: 5)
        #expect(Set(some.map(\.eventID)) == Set(messages[1...].map(\.eventID)))
        #expect(some.map(\.depth) == [8, 7, 7, 6, 6])
        #expect(room.backfill(from: [last.eventID], limit: 100).count == room.count)
        let gone = try EventID(parsing: "$" + String(repeating: "A", count: 43))
        #expect(room.backfill(from: [gone, messages[0].eventID], limit: 100).count == 5)
        #expect(room.backfill(from: [gone], limit: 100).isEmpty)
        #expect(room.backfill(from: [last.eventID], limit: 0).isEmpty)
    }

    @Test("Missing events are between the earliest and the latest, and neither of them")
    func missing() throws {
        let (room, messages, _) = try forked()
        let (first, last) = (messages[0].eventID, messages[5].eventID)
        let between = room.missingEvents(earliest: [first], latest: [last], limit: 10)
        #expect(Set(between.map(\.eventID)) == Set(messages[1...4].map(\.eventID)))
        #expect(between.map(\.depth) == [6, 6, 7, 7])
        let near = room.missingEvents(earliest: [first], latest: [last], limit: 2)
        #expect(near.map(\.depth) == [7, 7])
        let high = room.missingEvents(earliest: [], latest: [last], limit: 10, minimumDepth: 7)
        #expect(high.map(\.depth) == [7, 7])
        let all = room.missingEvents(earliest: [], latest: [last], limit: 100)
        #expect(all.map(\.eventID) == room.events.dropLast().map(\.eventID))
        #expect(room.missingEvents(earliest: [last], latest: [last], limit: 10).count == 9)
        #expect(room.missingEvents(earliest: [], latest: [], limit: 10).isEmpty)
    }

    @Test("What was rejected is passed and not given")
    func rejected() throws {
        var room = try RoomGenerator(version: RoomVersion.all[10], seed: 2)
        var branch = try room.open()
        let bad = try room.append("m.room.message", by: room.users[3], to: &branch)
        let last = try room.append("m.room.message", by: room.users[0], to: &branch)
        let (timeline, receipts) = try RoomTimeline.replaying(room.events)
        #expect(receipts.map(\.verdict).suffix(2) == [.rejected, .accepted])
        let found = timeline.backfill(from: [last.eventID], limit: 10).map(\.eventID)
        #expect(found.count == 5 && !found.contains(bad.eventID))
        let missing = timeline.missingEvents(earliest: [], latest: [last.eventID], limit: 10)
        #expect(missing.count == 4)
        #expect(timeline[bad.eventID] != nil)
    }

    @Test("The event nearest to a time is at it or on the side that is asked for")
    func nearest() throws {
        var room = try RoomGenerator(version: RoomVersion.all[10], seed: 2)
        var branch = try room.open()
        for _ in 0..<20 {
            try room.append("m.room.message", by: room.users[0], to: &branch)
        }
        let late = try room.append("m.room.message", by: room.users[3], to: &branch)
        let (timeline, receipts) = try RoomTimeline.replaying(room.events)
        #expect(receipts.last?.verdict == .rejected)
        let accepted = room.events.dropLast()
        for time in stride(
            from: accepted[0].originServerTS - 500, to: late.originServerTS + 600, by: 500)
        {
            let after = accepted.filter { $0.originServerTS >= time }
                .min { ($0.originServerTS, $0.depth) < ($1.originServerTS, $1.depth) }
            let before = accepted.filter { $0.originServerTS <= time }
                .max { ($0.originServerTS, $0.depth) < ($1.originServerTS, $1.depth) }
            #expect(
                timeline.nearest(to: time, direction: .forwards)?.eventID == after?.eventID)
            #expect(
                timeline.nearest(to: time, direction: .backwards)?.eventID == before?.eventID)
        }
        #expect(timeline.nearest(to: .max, direction: .forwards) == nil)
        #expect(timeline.nearest(to: 0, direction: .backwards) == nil)
    }

    @Test(
        "What is built in the surroundings that the room gives is accepted",
        arguments: RoomVersion.all)
    func surroundings(version: RoomVersion) throws {
        var room = try RoomGenerator(version: version, seed: 8, users: 4)
        var branch = try room.open()
        var other = branch
        for user in room.users.dropFirst() {
            try room.append(
                "m.room.member", stateKey: "\(user)", by: user, content: ["membership": "join"],
                to: &branch)
        }
        try room.append("m.room.message", by: room.users[0], to: &other)
        var (timeline, _) = try RoomTimeline.replaying(room.events)
        #expect(timeline.forwardExtremities.count == 2)
        let drafts: [JSONObject] = [
            ["type": "m.room.message", "content": ["body": "hello"]],
            ["type": "m.room.topic", "state_key": "", "content": ["topic": "x"]],
            [
                "type": "m.room.member", "state_key": .string("\(room.users[2])"),
                "content": ["membership": "leave"],
            ],
            [
                "type": "m.room.member", "state_key": .string("\(room.users[2])"),
                "content": ["membership": "invite"],
            ],
        ]
        for (number, draft) in drafts.enumerated() {
            var draft = draft
            draft["sender"] = .string("\(room.users[0])")
            let surroundings = try timeline.surroundings(
                for: draft, time: 1_800_000_000_000, eventIDLocalPart: "built\(number)")
            #expect(
                surroundings.prevEvents.map(\.eventID)
                    == timeline.forwardExtremities.map(\.eventID))
            let built = try buildEvent(from: draft, version: version, in: surroundings)
            let event = try Event(parsing: built.canonicalBytes(), version: version)
            let receipt = timeline.receive(event)
            #expect(receipt.verdict == .accepted, "\(receipt)")
            #expect(timeline.forwardExtremities.map(\.eventID) == [event.eventID])
            if let tuple = event.tuple {
                #expect(timeline.currentEvent(tuple)?.eventID == event.eventID)
                #expect(timeline.event(tuple, after: event.eventID)?.eventID == event.eventID)
                #expect(timeline.event(tuple, before: event.eventID)?.eventID != event.eventID)
            }
        }
        #expect(throws: EventBuildError.missing("type")) {
            try timeline.surroundings(for: ["sender": "@a:b"], time: 1)
        }
        #expect(throws: EventBuildError.missing("sender")) {
            try timeline.surroundings(for: ["type": "m.room.topic"], time: 1)
        }
    }

    @Test("Of many ends, an event comes after the twenty of the greatest depth")
    func manyEnds() throws {
        var room = try RoomGenerator(version: RoomVersion.all[10], seed: 2)
        let branch = try room.open()
        for length in 1...25 {
            var line = branch
            for _ in 0..<length {
                let number = JSONValue.integer(Int64(room.events.count))
                try room.append(
                    "m.room.message", by: room.users[0], content: ["n": number], to: &line)
            }
        }
        let (timeline, _) = try RoomTimeline.replaying(room.events)
        #expect(timeline.forwardExtremities.count == 25)
        let surroundings = timeline.surroundings(
            type: "m.room.message", sender: room.users[0], content: [:], time: 1)
        #expect(surroundings.prevEvents.map(\.depth) == (10...29).reversed())
    }

    @Test("The state before an event comes as IDs and as events, with what leads to it")
    func stateIDs() throws {
        var room = try RoomGenerator(version: RoomVersion.all[10], seed: 2)
        try room.makeRoom(events: 100)
        let (timeline, _) = try RoomTimeline.replaying(room.events)
        let last = try #require(room.events.last?.eventID)
        let map = try #require(timeline.stateBefore(last))
        let ids = try #require(timeline.stateEventIDs(before: last))
        #expect(ids.count == map.count && Set(ids) == Set(map.values))
        #expect(try #require(timeline.stateEvents(before: last)).map(\.eventID) == ids)
        let chain = try #require(timeline.authChainIDs(ofStateBefore: last))
        let whole = timeline.authChain(of: ids).map(\.eventID)
        #expect(Set(chain) == Set(whole).subtracting(ids))
        #expect(chain == whole.filter { !ids.contains($0) })
        #expect(
            Set(timeline.currentStateEvents.map(\.eventID)) == Set(timeline.currentState.values))
        let gone = try EventID(parsing: "$" + String(repeating: "A", count: 43))
        #expect(timeline.stateEventIDs(before: gone) == nil)
        #expect(timeline.authChainIDs(ofStateBefore: gone) == nil)
        #expect(timeline.stateAfter(gone) == nil && timeline.receipt(of: gone) == nil)
    }
}
