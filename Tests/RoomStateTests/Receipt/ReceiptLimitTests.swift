import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Hostile rooms on receipt")
struct ReceiptLimitTests {
    @Test("Events that come before each other in a ring are named")
    func cycle() throws {
        let events = try [
            Handmade.event("a", previous: ["c"]), Handmade.event("b", previous: ["a"]),
            Handmade.event("c", previous: ["b"]),
        ]
        let error = #expect(throws: EventGraphError.self) {
            try ReceiptCheck(version: Handmade.version).report(on: events)
        }
        guard case .cycle(let ids, through: .previousEvents)? = error else {
            Issue.record("not a ring of prev_events")
            return
        }
        #expect(ids.count == 3)
        let mixed = try [
            Handmade.event("a", auth: ["b"]), Handmade.event("b", previous: ["a"]),
        ]
        let other = #expect(throws: EventGraphError.self) {
            try ReceiptCheck(version: Handmade.version).report(on: mixed)
        }
        guard case .cycle(_, through: .either)? = other else {
            Issue.record("not a ring of both")
            return
        }
    }

    @Test("A room with too many ends is not resolved for ever", .timeLimit(.minutes(1)))
    func fan() throws {
        let version = RoomVersion.all[10]
        var room = try RoomGenerator(version: version, seed: 1, users: 200)
        let branch = try room.open()
        for user in room.users.dropFirst() {
            var line = branch
            try room.append(
                "m.room.member", stateKey: "\(user)", by: user, content: ["membership": "join"],
                to: &line)
        }
        let check = ReceiptCheck(
            version: version, limits: ReceiptLimits(extremities: 30, agreements: 0))
        let report = try check.report(on: room.events)
        #expect(report.forwardExtremities.count == 30)
        let undecided = report.receipts.filter { $0.verdict == .undecided }
        #expect(undecided.count == 199 - 30)
        #expect(undecided.allSatisfy { $0.cause == .tooManyExtremities(limit: 30) })
        #expect(report.currentState?.count == 4 + 30)
    }

    @Test("A line that is never merged costs nothing where all lines agree on what judges an event")
    func lasting() throws {
        let version = RoomVersion.all[10]
        var room = try RoomGenerator(version: version, seed: 1, users: 400)
        let early = try room.open()
        var (line, side) = (early, early)
        try room.append(
            "m.room.message", by: room.users[0], content: ["body": "nobody builds on this"],
            to: &side)
        for user in room.users.dropFirst() {
            try room.append(
                "m.room.member", stateKey: "\(user)", by: user, content: ["membership": "join"],
                to: &line)
        }
        let report = try ReceiptCheck(version: version).report(on: room.events)
        #expect(report.receipts.allSatisfy { $0.verdict == .accepted })
        // The state at the end is all that has to be resolved.
        #expect(report.resolved <= 1, "\(report.resolved)")
    }

    @Test(
        "Comparing what lines agree on changes no verdict", arguments: [0, 1, 5, 10, 11],
        [UInt64(11), 12, 13])
    func agreement(place: Int, seed: UInt64) throws {
        let version = RoomVersion.all[place]
        var room = try RoomGenerator(version: version, seed: seed, users: 12)
        try room.makeRoom(events: 150, forkingPercent: 40)
        let quick = try ReceiptCheck(version: version).report(on: room.events)
        let limits = ReceiptLimits(agreements: 0)
        let whole = try ReceiptCheck(version: version, limits: limits).report(on: room.events)
        #expect(quick.receipts.map(\.verdict) == whole.receipts.map(\.verdict))
        #expect(quick.receipts.map(\.cause) == whole.receipts.map(\.cause))
        #expect(quick.forwardExtremities == whole.forwardExtremities)
        #expect(quick.currentState == whole.currentState)
        #expect(quick.resolved <= whole.resolved)
    }

    @Test("Work on states has an end")
    func work() throws {
        let version = RoomVersion.all[10]
        var room = try RoomGenerator(version: version, seed: 3)
        try room.makeRoom(events: 120, forkingPercent: 50)
        let free = try ReceiptCheck(version: version).report(on: room.events)
        #expect(free.work.judgements > 20)
        let limits = ReceiptLimits(judgements: 20)
        let bound = try ReceiptCheck(version: version, limits: limits).report(on: room.events)
        #expect(bound.receipts.contains { $0.cause == .tooMuchWork(limit: 20) })
        #expect(bound.work.judgements < free.work.judgements)
        let passing = ReceiptLimits(visits: 20)
        let short = try ReceiptCheck(version: version, limits: passing).report(on: room.events)
        #expect(short.receipts.contains { $0.cause == .tooLongChains(limit: 20) })
        #expect(short.work.visits < free.work.visits)
    }

    @Test(
        "Four times the events are far from sixteen times the work, in every version group",
        .timeLimit(.minutes(1)), arguments: [0, 1, 10, 11])
    func linear(place: Int) throws {
        let version = RoomVersion.all[place]
        let work = try [500, 2_000].map { count in
            var room = try RoomGenerator(version: version, seed: 5, users: 50)
            try room.makeRoom(events: count, forkingPercent: 10)
            return try ReceiptCheck(version: version).report(on: room.events).work
        }
        #expect(work[0].judgements > 0)
        #expect(work[1].visits < 10 * work[0].visits, "\(work)")
        #expect(work[1].judgements < 6 * work[0].judgements)
    }

    @Test("Two lines that never met are not judged from the beginning at every event")
    func splitForLong() throws {
        let version = RoomVersion.all[10]
        var room = try RoomGenerator(version: version, seed: 1, users: 201)
        let branch = try room.open()
        var lines = [branch, branch]
        for (number, user) in room.users.dropFirst().enumerated() {
            try room.append(
                "m.room.member", stateKey: "\(user)", by: user, content: ["membership": "join"],
                to: &lines[number % 2])
        }
        let check = ReceiptCheck(version: version, limits: ReceiptLimits(agreements: 0))
        let report = try check.report(on: room.events)
        #expect(report.counts == [.accepted: room.events.count])
        #expect(report.resolved >= 198)
        // Each membership is judged once by the same events, however often it is put to a state.
        #expect(report.work.judgements < 2 * room.events.count)
        #expect(report.currentState?.count == 4 + 200)
    }

    @Test(
        "Two thousand events with forks in every version group", .timeLimit(.minutes(1)),
        arguments: [0, 1, 10, 11])
    func many(place: Int) throws {
        let version = RoomVersion.all[place]
        var room = try RoomGenerator(version: version, seed: 9, users: 50)
        try room.makeRoom(events: 2_000)
        let report = try ReceiptCheck(version: version).report(on: room.events)
        #expect(report.receipts.count == room.events.count)
        #expect(report.counts[.undecided] == nil && report.counts[.dropped] == nil)
        #expect((report.counts[.accepted] ?? 0) > 1_000)
        #expect(report.resolved > 100)
    }
}
