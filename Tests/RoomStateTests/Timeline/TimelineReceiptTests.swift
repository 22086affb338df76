import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@testable import RoomState

@Suite("Receipts of a growing room")
struct TimelineReceiptTests {
    private let version = RoomVersion.all[10]

    private func room() throws -> (RoomGenerator, RoomBranch) {
        var room = try RoomGenerator(version: version, seed: 1)
        var branch = try room.open()
        try room.append(
            "m.room.member", stateKey: "\(room.users[1])", by: room.users[1],
            content: ["membership": "join"], to: &branch)
        return (room, branch)
    }

    private func timeline(_ room: RoomGenerator) throws -> RoomTimeline {
        try RoomTimeline.replaying(room.events).room
    }

    @Test("An event that is there already gets its first receipt")
    func again() throws {
        let (room, _) = try room()
        var timeline = try timeline(room)
        for event in room.events {
            let first = try #require(timeline.receipt(of: event.eventID))
            #expect(timeline.receive(event) == first)
            #expect(timeline.receive(event.document.bytes) == first)
            #expect(timeline.addOutlier(event) == first)
        }
        #expect(timeline.count == room.events.count)
    }

    @Test("What is no event of the room is dropped and not kept")
    func dropped() throws {
        let (room, _) = try room()
        var timeline = try timeline(room)
        let receipt = timeline.receive(Array("{}".utf8))
        #expect(receipt.verdict == .dropped && receipt.step == .format)
        guard case .malformed? = receipt.cause else {
            Issue.record("not dropped for its form: \(receipt)")
            return
        }
        var other = try RoomGenerator(version: RoomVersion.all[11], seed: 1)
        _ = try other.open()
        for receipt in [
            timeline.receive(other.events[0]), timeline.addOutlier(other.events[0]),
            timeline.receive(past: other.events[0]),
        ] {
            #expect(receipt.verdict == .dropped)
            #expect(
                receipt.cause
                    == .otherRoom(other.events[0].roomID, expected: room.events[0].roomID))
        }
        #expect(timeline.count == room.events.count)
    }

    @Test("Who evades a ban is soft-failed, and nothing is built on that")
    func softFailed() throws {
        var (room, branch) = try room()
        let user = room.users[1]
        var evading = branch
        try room.append(
            "m.room.member", stateKey: "\(user)", by: room.users[0],
            content: ["membership": "ban"], to: &branch)
        var timeline = try timeline(room)
        let message = try room.append("m.room.message", by: user, to: &evading)
        let receipt = timeline.receive(message)
        #expect(receipt.verdict == .softFailed && receipt.step == .currentState)
        #expect(timeline.forwardExtremities.map(\.eventID) == branch.tips.map(\.eventID))
        #expect(timeline.currentState == branch.stateMap)
        // It is kept all the same, and given where the history leads over it.
        #expect(timeline[message.eventID] != nil)
        let after = try room.append("m.room.message", by: room.users[0], to: &evading)
        #expect(timeline.receive(after).verdict == .accepted)
        let found = timeline.missingEvents(earliest: [], latest: [after.eventID], limit: 10)
        #expect(found.contains { $0.eventID == message.eventID })
        #expect(
            Set(timeline.forwardExtremities.map(\.eventID))
                == Set(branch.tips.map(\.eventID) + [after.eventID]))
    }

    @Test("A wrong hash costs what redaction takes, and an undecided event may come again whole")
    func hash() throws {
        var (room, branch) = try room()
        let before = room.events.count
        let gone = try room.append("m.room.message", by: room.users[1], to: &branch)
        let message = try room.append(
            "m.room.message", by: room.users[1], content: ["body": "true"], to: &branch)
        var timeline = try RoomTimeline.replaying(Array(room.events[..<before])).room
        let text = String(decoding: message.document.bytes, as: UTF8.self)
        let forged = Array(text.replacing("true", with: "fals").utf8)
        let early = timeline.receive(forged)
        #expect(early.verdict == .undecided && early.isRedacted)
        #expect(timeline.receive(gone).verdict == .accepted)
        var other = timeline
        #expect(timeline.receive(message).verdict == .accepted)
        #expect(timeline[message.eventID]?.content["body"]?.string == "true")
        let receipt = other.receive(forged)
        #expect(receipt.verdict == .accepted && receipt.isRedacted)
        #expect(other[message.eventID]?.content.members.isEmpty == true)
        // The copy went its own way.
        #expect(timeline.receipt(of: message.eventID)?.isRedacted == false)
    }

    @Test("What was read of an undecided event is forgotten with it")
    func forgotten() throws {
        // Up to version 10, redaction takes the level that inviting needs.
        var room = try RoomGenerator(version: RoomVersion.all[9], seed: 1)
        var branch = try room.open()
        try room.append(
            "m.room.member", stateKey: "\(room.users[1])", by: room.users[1],
            content: ["membership": "join"], to: &branch)
        var timeline = try timeline(room)
        let gone = try room.append("m.room.message", by: room.users[1], to: &branch)
        let levels = try room.append(
            "m.room.power_levels", stateKey: "", by: room.users[0],
            content: [
                "users": .object(["\(room.users[0])": 100]), "invite": 50, "x": "true",
            ], to: &branch)
        let invite = try room.append(
            "m.room.member", stateKey: "\(room.users[2])", by: room.users[1],
            content: ["membership": "invite"], to: &branch)
        let text = String(decoding: levels.document.bytes, as: UTF8.self)
        let forged = Array(text.replacing("true", with: "fals").utf8)
        #expect(timeline.receive(forged).verdict == .undecided)
        #expect(timeline.receive(gone).verdict == .accepted)
        var other = timeline
        #expect(timeline.receive(levels).verdict == .accepted)
        #expect(timeline.receive(invite).verdict == .rejected)
        // Where only the forged one ever comes, it has no level for that.
        #expect(other.receive(forged).isRedacted)
        #expect(other[levels.eventID]?.content["invite"] == nil)
    }

    @Test("An auth event that is not there is named, and the event is not kept")
    func missingAuthEvents() throws {
        var (room, branch) = try room()
        let join = try room.append(
            "m.room.member", stateKey: "\(room.users[2])", by: room.users[2],
            content: ["membership": "join"], to: &branch)
        let message = try room.append("m.room.message", by: room.users[2], to: &branch)
        var timeline = try RoomTimeline.replaying(room.events.dropLast(2)).room
        for receipt in [timeline.receive(message), timeline.addOutlier(message)] {
            #expect(receipt.verdict == .undecided && receipt.step == .authEvents)
            #expect(receipt.cause == .missingAuthEvents([join.eventID]))
        }
        #expect(timeline[message.eventID] == nil)
        #expect(timeline.receive(join).verdict == .accepted)
        #expect(timeline.receive(message).verdict == .accepted)
    }

    @Test("An outlier that is not allowed is rejected, and so is what rests on it")
    func rejectedOutlier() throws {
        var (room, branch) = try room()
        let count = room.events.count
        var line = branch
        let ban = try room.append(
            "m.room.member", stateKey: "\(room.users[0])", by: room.users[1],
            content: ["membership": "ban"], to: &line)
        let levels = try room.append(
            "m.room.power_levels", stateKey: "", by: room.users[2],
            content: room.levels([:]), to: &branch)
        branch = line
        let message = try room.append("m.room.message", by: room.users[0], to: &line)
        var timeline = try RoomTimeline.replaying(Array(room.events[..<count])).room
        let ends = timeline.forwardExtremities.map(\.eventID)
        for event in [ban, levels] {
            let receipt = timeline.addOutlier(event)
            #expect(receipt.verdict == .rejected && receipt.step == .authEvents)
            #expect(timeline.isOutlier(event.eventID))
        }
        let receipt = timeline.addOutlier(message)
        #expect(receipt.verdict == .rejected)
        #expect(timeline.forwardExtremities.map(\.eventID) == ends)
        // As a part of a state that another server gives, it is left out.
        let end = try #require(ends.first)
        let state = try #require(timeline.stateAfter(end)).values
        let other = try room.append("m.room.message", by: room.users[1], to: &branch)
        let found = timeline.receive(other, stateBefore: Array(state) + [levels.eventID])
        #expect(found.verdict == .undecided)
        let without = state.filter { $0 != (timeline.currentEvent(.powerLevels)?.eventID) }
        let taken = timeline.receive(other, stateBefore: Array(without) + [levels.eventID])
        #expect(taken.verdict != .undecided)
        #expect(timeline.stateBefore(other.eventID)?[.powerLevels] == nil)
    }

    @Test(
        "Without signatures an event is dropped, and comes again with them; the policy server is asked for"
    )
    func signatures() throws {
        let key = try SigningKey(
            keyID: KeyID(parsing: "ed25519:1"), seed: SigningSeed(bytes: Array(1...32)))
        var keys = EventKeyTable()
        for number in 0..<3 {
            keys[key.keyID, of: try ServerName(parsing: "s\(number).example")] = .found(
                key.publicKey, .unlimited)
        }
        var (room, branch) = try room()
        try room.append(
            "m.room.policy", stateKey: "", by: room.users[0],
            content: [
                "via": "s1.example",
                "public_keys": ["ed25519": .string(UnpaddedBase64.encode(key.publicKey.bytes))],
            ], to: &branch)
        try room.append("m.room.message", by: room.users[0], to: &branch)
        let events = try room.events.map { event in
            try Event(
                parsing: signEvent(
                    event.document.bytes, version: version, as: event.sender.serverName,
                    with: key, keepsHash: true), version: version)
        }
        var timeline = try RoomTimeline(create: events[0], keys: keys)
        #expect(throws: RoomTimelineError.self) {
            try RoomTimeline(create: room.events[0], keys: keys)
        }
        for (event, bare) in zip(events, room.events).dropFirst() {
            let receipt = timeline.receive(bare, keys: keys)
            #expect(receipt.verdict == .dropped && receipt.step == .signatures)
            #expect(timeline[bare.eventID] == nil)
            timeline.receive(event, keys: keys)
        }
        let report = try ReceiptCheck(version: version, keys: keys).report(on: events)
        #expect(report.counts == [.accepted: events.count - 1, .softFailed: 1])
        for receipt in report.receipts {
            let own = try #require(receipt.eventID.flatMap(timeline.receipt))
            #expect(own.verdict == receipt.verdict && own.cause == receipt.cause)
            #expect(own.signatures == receipt.signatures)
        }
    }

    @Test("The budget is that of one event, so that no room is ever used up")
    func budget() throws {
        var room = try RoomGenerator(version: version, seed: 3)
        try room.makeRoom(events: 200, forkingPercent: 50)
        let free = try ReceiptCheck(version: version).report(on: room.events)
        let limits = ReceiptLimits(judgements: free.work.judgements / 4)
        let bound = try ReceiptCheck(version: version, limits: limits).report(on: room.events)
        #expect(bound.receipts.contains { $0.verdict == .undecided })
        let (timeline, receipts) = try RoomTimeline.replaying(room.events, limits: limits)
        #expect(receipts.map(\.verdict) == free.receipts.map(\.verdict))
        #expect(timeline.currentState == free.currentState)
    }

    @Test("An event costs no copy of what is there")
    func storage() throws {
        var room = try RoomGenerator(version: version, seed: 3)
        try room.makeRoom(events: 600)
        var timeline = try RoomTimeline(create: room.events[0])
        var places: [String: [UnsafeRawPointer?]] = [:]
        func see(_ name: String, _ address: UnsafeRawPointer?) {
            if places[name, default: []].last != address {
                places[name, default: []].append(address)
            }
        }
        for event in room.events.dropFirst() {
            timeline.receive(event)
            let states = timeline.run.states
            see("events", states.graph.events.withUnsafeBytes { $0.baseAddress })
            see("levels", states.graph.levels.withUnsafeBytes { $0.baseAddress })
            see("slots", states.index.slots.withUnsafeBytes { $0.baseAddress })
            see("tuples", states.index.tuples.withUnsafeBytes { $0.baseAddress })
            see("before", states.before.withUnsafeBytes { $0.baseAddress })
            see("after", states.after.withUnsafeBytes { $0.baseAddress })
            see("rejected", states.isRejected.withUnsafeBytes { $0.baseAddress })
            see("receipts", timeline.receipts.withUnsafeBytes { $0.baseAddress })
        }
        #expect(places.count == 8)
        // An array that grows moves when it doubles, and not when it grows by one.
        for (name, addresses) in places { #expect(addresses.count < 14, "\(name)") }
    }
}
