import FederationCore
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("A growing room and the whole of it")
struct TimelineAgreementTests {
    /// Forked rooms of every version, some of them of events that are mostly not allowed.
    static let samples: [(RoomVersion, UInt64)] = RoomVersion.all.flatMap { version in
        (0..<3).map { (version, UInt64($0) * 29 + 7) }
    }

    private func room(_ version: RoomVersion, _ seed: UInt64) throws -> [Event] {
        var room = try RoomGenerator(version: version, seed: seed, users: 8)
        if seed.isMultiple(of: 2) {
            try room.makeRoom(events: 120, forkingPercent: 30)
            return room.events
        }
        var branch = try room.open()
        for _ in 0..<6 {
            for _ in 0..<3 { try room.act(on: &branch) }
            let lines = try room.fork(branch, lines: 3, length: 4)
            branch = lines[0].merged(with: lines[1])
        }
        return room.events
    }

    @Test("One event after another comes to what all of them come to", arguments: samples)
    func agreement(version: RoomVersion, seed: UInt64) throws {
        let events = try room(version, seed)
        let report = try ReceiptCheck(version: version).report(on: events)
        var timeline = try RoomTimeline(create: events[0])
        let receipts =
            [try #require(timeline.receipt(of: events[0].eventID))]
            + events.dropFirst().map { timeline.receive($0) }
        try expect(timeline, receipts, toBe: report)
        let (other, replayed) = try RoomTimeline.replaying(events)
        try expect(other, replayed, toBe: report)
        for event in events {
            #expect(timeline[event.eventID]?.eventID == event.eventID)
            #expect(timeline.stateBefore(event.eventID) == report.stateBefore(event.eventID))
        }
    }

    private func expect(
        _ timeline: RoomTimeline, _ receipts: [Receipt], toBe report: ReceiptReport
    ) throws {
        #expect(receipts.map(\.verdict) == report.receipts.map(\.verdict))
        #expect(receipts.map(\.cause) == report.receipts.map(\.cause))
        #expect(receipts.map(\.allowedBy) == report.receipts.map(\.allowedBy))
        #expect(
            Set(timeline.forwardExtremities.map(\.eventID)) == Set(report.forwardExtremities))
        let state = try #require(report.currentState)
        #expect(timeline.currentState == state)
        for (tuple, id) in state { #expect(timeline.currentEvent(tuple)?.eventID == id) }
    }
}
