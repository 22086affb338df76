import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Checks on receipt")
struct ReceiptTests {
    private static let version = RoomVersion.all[10]

    /// A room with a second user in it.
    private func room(
        _ version: RoomVersion = version
    ) throws -> (room: RoomGenerator, branch: RoomBranch) {
        var room = try RoomGenerator(version: version, seed: 1)
        var branch = try room.open()
        try room.append(
            "m.room.member", stateKey: "\(room.users[1])", by: room.users[1],
            content: ["membership": "join"], to: &branch)
        return (room, branch)
    }

    private func report(_ room: RoomGenerator) throws -> ReceiptReport {
        try ReceiptCheck(version: room.version).report(on: room.events.map(\.document.bytes))
    }

    private func receipt(_ id: EventID, in report: ReceiptReport) throws -> Receipt {
        try #require(report.receipts.first { $0.eventID == id })
    }

    @Test("A good room is accepted in every version", arguments: RoomVersion.all)
    func accepted(version: RoomVersion) throws {
        var (room, branch) = try room(version)
        try room.append("m.room.message", by: room.users[1], to: &branch)
        let report = try report(room)
        #expect(report.counts == [.accepted: room.events.count])
        #expect(report.currentState == branch.stateMap)
        #expect(report.forwardExtremities == branch.tips.map(\.eventID))
        #expect(report.receipts.allSatisfy { $0.allowedBy != nil && $0.cause == nil })
        let join = room.events[1]
        let create = room.events[0]
        #expect(try #require(join.tuple) == StateTuple("m.room.member", "\(room.users[0])"))
        #expect(report.stateBefore(join.eventID) == [StateTuple("m.room.create"): create.eventID])
    }

    @Test("The order given does not matter where the room has one line", arguments: 0..<5)
    func order(seed: UInt64) throws {
        var (room, branch) = try room()
        for _ in 0..<20 { try room.act(on: &branch) }
        let expected = try report(room)
        var random = SplitMix(seed: seed)
        let shuffled = room.events.map(\.document.bytes).shuffled(using: &random)
        let report = try ReceiptCheck(version: room.version).report(on: shuffled)
        #expect(report.currentState == expected.currentState)
        for receipt in expected.receipts {
            let id = try #require(receipt.eventID)
            let other = try self.receipt(id, in: report)
            #expect(other.verdict == receipt.verdict)
            #expect(other.turn == receipt.turn)
        }
    }

    @Test("Step 1: what is no event is dropped, and so is what is there twice or of another room")
    func format() throws {
        let (room, _) = try room()
        let other = try RoomGenerator.sameRoomElsewhere(room)
        var documents = room.events.map(\.document.bytes)
        documents += [Array("{}".utf8), documents[0], other]
        let report = try ReceiptCheck(version: room.version).report(on: documents)
        let dropped = report.receipts.suffix(3)
        #expect(dropped.allSatisfy { $0.verdict == .dropped && $0.step == .format })
        #expect(dropped.map(\.turn) == [nil, nil, nil])
        guard case .malformed? = dropped.first?.cause, case .otherRoom? = dropped.last?.cause
        else {
            Issue.record("not dropped for the right reasons: \(dropped.map(\.cause))")
            return
        }
        #expect(dropped.dropFirst().first?.cause == .repeated)
        #expect(report.counts[.accepted] == room.events.count)
    }

    @Test("Step 3: an event with a wrong hash is judged without what redaction takes")
    func hash() throws {
        var (room, branch) = try room()
        let message = try room.append(
            "m.room.message", by: room.users[1], content: ["body": "true"], to: &branch)
        let text = String(decoding: message.document.bytes, as: UTF8.self)
        let forged = Array(text.replacing("true", with: "fals").utf8)
        let documents = room.events.dropLast().map(\.document.bytes) + [forged]
        let report = try ReceiptCheck(version: room.version).report(on: documents)
        let receipt = try receipt(message.eventID, in: report)
        #expect(receipt.isRedacted && receipt.verdict == .accepted)
        #expect(report.receipts.filter(\.isRedacted).count == 1)
    }

    @Test("Step 4: what its own auth events do not allow is rejected")
    func authEvents() throws {
        var (room, branch) = try room()
        var line = branch
        let bad = try room.append("m.room.message", by: room.users[2], to: &line)
        try room.append("m.room.message", by: room.users[1], to: &line)
        let report = try report(room)
        let receipt = try receipt(bad.eventID, in: report)
        #expect(receipt.verdict == .rejected && receipt.step == .authEvents)
        guard case .refused? = receipt.cause else {
            Issue.record("not refused by a rule")
            return
        }
        // What is built on it is judged for itself.
        #expect(report.receipts.last?.verdict == .accepted)
        #expect(report.forwardExtremities == line.tips.map(\.eventID))
        branch = line
    }

    @Test("Step 5: what the state before it does not allow is rejected, and is no state")
    func stateBefore() throws {
        var (room, branch) = try room()
        let user = room.users[1]
        let before = branch
        try room.append(
            "m.room.member", stateKey: "\(user)", by: room.users[0],
            content: ["membership": "ban"], to: &branch)
        // It names the old membership as auth event, and the ban as the event before it.
        var hidden = before
        hidden.tips = branch.tips
        let topic = try room.append(
            "m.room.message", by: user, content: ["body": "still here"], to: &hidden)
        let report = try report(room)
        let receipt = try receipt(topic.eventID, in: report)
        #expect(receipt.verdict == .rejected && receipt.step == .stateBefore)
        guard case .refused(_, let against, _)? = receipt.cause else {
            Issue.record("not refused by a rule")
            return
        }
        #expect(against == branch["m.room.member", "\(user)"]?.eventID)
        #expect(report.currentState == branch.stateMap)
    }

    @Test("Step 6: what evades a ban through old events is soft-failed, and nothing is built on it")
    func softFailed() throws {
        var (room, branch) = try room()
        let user = room.users[1]
        var evading = branch
        try room.append(
            "m.room.member", stateKey: "\(user)", by: room.users[0],
            content: ["membership": "ban"], to: &branch)
        let message = try room.append("m.room.message", by: user, to: &evading)
        let report = try report(room)
        let receipt = try receipt(message.eventID, in: report)
        #expect(receipt.verdict == .softFailed && receipt.step == .currentState)
        #expect(report.forwardExtremities == branch.tips.map(\.eventID))
        #expect(report.currentState == branch.stateMap)
        // Received the other way round, it is accepted: it came before the ban.
        var events = room.events
        events.swapAt(events.count - 1, events.count - 2)
        let early = try ReceiptCheck(version: room.version).report(on: events)
        #expect(early.counts == [.accepted: events.count])
    }

    @Test("An event that soft-failed has a place in history, and what follows it replaces its past")
    func behindSoftFailed() throws {
        var (room, branch) = try room()
        let user = room.users[1]
        var evading = branch
        try room.append(
            "m.room.member", stateKey: "\(user)", by: room.users[0],
            content: ["membership": "ban"], to: &branch)
        try room.append("m.room.message", by: user, to: &evading)
        let after = try room.append("m.room.message", by: room.users[0], to: &evading)
        let report = try report(room)
        #expect(try receipt(after.eventID, in: report).verdict == .accepted)
        #expect(Set(report.forwardExtremities) == Set(branch.tips.map(\.eventID) + [after.eventID]))
    }

    @Test("What hangs on events that nobody has is undecided")
    func undecided() throws {
        var (room, branch) = try room()
        let gone = try room.append("m.room.message", by: room.users[1], to: &branch)
        let last = try room.append("m.room.message", by: room.users[1], to: &branch)
        let check = ReceiptCheck(version: room.version)
        let withoutMessage = try check.report(on: room.events.filter { $0.eventID != gone.eventID })
        let receipt = try receipt(last.eventID, in: withoutMessage)
        #expect(receipt.verdict == .undecided && receipt.step == .stateBefore)
        #expect(receipt.cause == .missingPreviousEvents([gone.eventID]))
        let levels = try #require(branch["m.room.power_levels", ""])
        let withoutLevels = try check.report(
            on: room.events.filter { $0.eventID != levels.eventID })
        let other = try self.receipt(last.eventID, in: withoutLevels)
        #expect(other.verdict == .undecided && other.step == .authEvents)
        #expect(other.cause == .missingAuthEvents([levels.eventID]))
    }
}

extension RoomGenerator {
    /// The create event of another room of the same version.
    fileprivate static func sameRoomElsewhere(_ room: RoomGenerator) throws -> [UInt8] {
        let event: JSONObject = [
            "type": "m.room.message", "sender": "@a:a.example", "room_id": "!other:a.example",
            "content": [:], "depth": 1, "origin_server_ts": 1, "signatures": [:],
            "hashes": ["sha256": "AAAA"], "auth_events": [], "prev_events": [],
        ]
        return event.canonicalBytes()
    }
}
