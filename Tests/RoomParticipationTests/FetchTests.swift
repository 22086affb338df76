import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Fetching")
struct FetchTests {
    private static let version = RoomVersion.all[10]

    @Test("What an honest server answers passes, in every version", arguments: RoomVersion.all)
    func honest(version: RoomVersion) async throws {
        let room = try CannedRoom(version)
        let history = try CannedHistory(room)
        let last = try #require(room.events.last)
        let state = try await history.fetch.state(before: last.eventID, from: history.server)
        // The canned state is the one after the last event.
        #expect(state.state.count == room.stateEvents.count - 1)
        #expect(state.findings.filter { $0.verdict != .pass }.map(\.check) == ["state.before"])
        let ids = try await history.fetch.stateIDs(
            before: room.events[0].eventID, from: history.server)
        #expect(ids.authChain == (try room.authChain().map(\.eventID)))
        #expect(ids.state.count == room.stateEvents.count - 1 && !ids.isSound)
        let chain = try await history.fetch.authChain(of: last, from: history.server)
        #expect(chain.findings.filter { $0.verdict != .pass } == [])
        #expect(chain.events.count == (version.rules.createEventNamesRoom ? 2 : 3))
        let event = try await history.fetch.event(last.eventID, from: history.server)
        #expect(event.events.map(\.eventID) == [last.eventID] && event.isSound)
        let backfilled = try await history.fetch.backfill(
            from: [last.eventID], limit: 3, from: history.server)
        #expect(backfilled.events.count == 3)
        #expect(backfilled.findings.filter { $0.verdict != .pass } == [])
        let missing = try await history.fetch.missingEvents(
            before: [last], after: [room.events[3].eventID], from: history.server)
        #expect(missing.events.count == 2)
        #expect(missing.findings.filter { $0.verdict != .pass } == [])
        let moment = try await history.fetch.event(
            nearestTo: 999, .forwards, from: history.server)
        #expect(moment.eventID == room.events[0].eventID && moment.originServerTS == 1_000)
        #expect(moment.findings.map(\.verdict) == [.pass])
        #expect(
            history.federation.journal.compactMap(\.operation) == [
                "state", "state-ids", "event-auth",
            ] + (version.rules.createEventNamesRoom ? ["event"] : []) + [
                "event", "backfill", "missing-events", "timestamp-to-event",
            ])
    }

    @Test("The event that comes has to be the one that was asked for, and to pass")
    func oneEvent() async throws {
        let room = try CannedRoom(Self.version)
        let other = room.events[0].value
        let last = try #require(room.events.last)
        let cases: [(JSONValue, String)] = [
            ([other], "fetch.asked"), ([], "expected one event in 'pdus', found 0"),
            ([last.value, last.value], "expected one event in 'pdus', found 2"),
            ([1], "events.form"), (1, "expected an array in 'pdus', found a number"),
        ]
        for (pdus, words) in cases {
            let history = try CannedHistory(room) { $0["pdus"] = pdus }
            let error = await #expect(throws: ParticipationError.self) {
                _ = try await history.fetch.event(last.eventID, from: history.server)
            }
            #expect(error?.step == .checkAnswer)
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
    }

    @Test("A backfill has the events that were asked from, what is before them, and not too many")
    func backfill() async throws {
        let room = try CannedRoom(Self.version)
        let last = try #require(room.events.last)
        let stray = room.events[1]
        let history = try CannedHistory(room) { answer in
            answer["pdus"] = [last.value, room.events[5].value, stray.value, room.events[4].value]
        }
        let limited = try await history.fetch.backfill(
            from: [last.eventID], limit: 3, from: history.server)
        #expect(limited.events.map(\.eventID) == [last.eventID, room.events[5].eventID])
        #expect(
            limited.findings.filter { $0.verdict == .fail }.map(\.check) == [
                "fetch.asked", "fetch.limit",
            ])
        let without = try CannedHistory(room) { answer in
            answer["pdus"] = [room.events[5].value]
        }
        let unknown = try await without.fetch.backfill(
            from: [last.eventID], limit: 3, from: history.server)
        #expect(unknown.events.isEmpty && !unknown.isSound)
        let known = try await without.fetch.backfill(
            from: [last.eventID], known: [last], limit: 3, from: history.server)
        #expect(known.events.count == 1)
        #expect(known.findings.filter { $0.verdict == .warn }.map(\.check) == ["fetch.asked"])
    }

    @Test("History that names more events than others may is no malformed event")
    func manyReferences() async throws {
        let room = try CannedRoom(Self.version)
        let server = try ServerName(parsing: "resident.example")
        guard case .object(var event) = room.events[5].value else { return }
        event["prev_events"] = .array(
            (10..<40).map { .string("$\(String(repeating: "b", count: 41))\($0)") })
        event["signatures"] = [:]
        let many = try signEvent(
            event, version: Self.version, as: server, with: CannedKeys.key(of: server))
        let id = try #require(
            eventID(
                of: JSONDocument(parsing: many.canonicalBytes()), version: Self.version))
        let history = try CannedHistory(room) { answer in
            answer["pdus"] = [.object(many)]
            answer["events"] = [.object(many)]
        }
        let filled = try await history.fetch.backfill(
            from: [id], limit: 3, from: history.server)
        #expect(filled.isSound && filled.events.first?.prevEventIDs.count == 30)
        let missing = try await history.fetch.missingEvents(
            before: [room.events[6]], after: [], from: history.server)
        #expect(
            missing.findings.filter { $0.verdict == .fail }.map(\.check) == ["events.form"])
    }

    @Test("Missing events are those between, above the least depth, and not too many")
    func missing() async throws {
        let room = try CannedRoom(Self.version)
        let last = try #require(room.events.last)
        let history = try CannedHistory(room) { answer in
            answer["events"] = Array(room.events.dropFirst(3)).value
        }
        let found = try await history.fetch.missingEvents(
            before: [last], after: [room.events[3].eventID],
            minimumDepth: room.events[5].depth, from: history.server)
        #expect(found.events.map(\.eventID) == [room.events[5].eventID])
        #expect(found.findings.filter { $0.verdict == .fail }.count == 3)
        let few = try await history.fetch.missingEvents(
            before: [last], after: [], limit: 1, from: history.server)
        #expect(few.findings.first { $0.check == "fetch.limit" }?.verdict == .fail)
    }

    @Test("An auth chain without a hole, of the event, and that allows it")
    func authChain() async throws {
        let room = try CannedRoom(Self.version)
        let last = try #require(room.events.last)
        let lies: [(CheckID, @Sendable (inout JSONObject) throws -> Void)] = [
            ("state.allows-event", { $0["auth_chain"] = [] }),
            (
                "events.auth-chain",
                { $0["auth_chain"] = [room.events[1].value, room.events[2].value] }
            ),
            ("fetch.asked", { $0["auth_chain"] = room.events.value }),
        ]
        for (check, change) in lies {
            let history = try CannedHistory(room, changing: change)
            let chain = try await history.fetch.authChain(of: last, from: history.server)
            #expect(
                chain.findings.contains { $0.check == check && $0.verdict == .fail }, "\(check)")
            #expect(!chain.isSound)
        }
    }

    @Test("IDs that are none, or there twice, are left out")
    func stateIDs() async throws {
        let room = try CannedRoom(Self.version)
        let id = JSONValue.string("\(room.events[0].eventID)")
        let history = try CannedHistory(room) { answer in
            answer["pdu_ids"] = [id, id, 1, "no event"]
            answer["auth_chain_ids"] = []
        }
        let found = try await history.fetch.stateIDs(
            before: room.events[6].eventID, from: history.server)
        #expect(found.state == [room.events[0].eventID])
        #expect(
            found.findings.filter { $0.verdict == .fail }.map(\.check) == [
                "events.form", "events.form", "events.repeated",
            ])
        let none = try CannedHistory(room) { $0["pdu_ids"] = nil }
        await #expect(throws: ParticipationError.self) {
            _ = try await none.fetch.stateIDs(before: room.events[0].eventID, from: none.server)
        }
    }

    @Test("A state of lies has what can be used left, and an answer that is too long is refused")
    func state() async throws {
        let room = try CannedRoom(Self.version)
        var other = room
        let unsigned = try other.make(
            "m.room.topic", "", by: CannedRoom.creator, ["topic": "x"], signedBy: "other.example")
        let history = try CannedHistory(room) { answer in
            answer["pdus"] = [room.events[0].value, unsigned.value, room.events[6].value]
        }
        let id = EventID(referenceHash: [UInt8](repeating: 1, count: 32))
        let found = try await history.fetch.state(before: id, from: history.server)
        #expect(found.state.map(\.eventID) == [room.events[0].eventID, room.events[6].eventID])
        #expect(found.findings.filter { $0.verdict == .fail }.map(\.check) == ["events.signature"])
        let long = try CannedHistory(room, limits: ParticipationLimits(events: 3))
        let error = await #expect(throws: ParticipationError.self) {
            _ = try await long.fetch.state(before: id, from: long.server)
        }
        #expect(error?.description.contains("at most 3 are looked at") == true)
    }

    @Test("An event in the other direction is told, and what is no answer is an error")
    func moments() async throws {
        let room = try CannedRoom(Self.version)
        let history = try CannedHistory(room)
        for (time, direction) in [(1_001, SearchDirection.forwards), (999, .backwards)] {
            let moment = try await history.fetch.event(
                nearestTo: Int64(time), direction, from: history.server)
            #expect(moment.findings.map(\.verdict) == [.fail])
        }
        for name in ["event_id", "origin_server_ts"] {
            let wrong = try CannedHistory(room) { $0[name] = true }
            let error = await #expect(throws: ParticipationError.self) {
                _ = try await wrong.fetch.event(nearestTo: 1, .backwards, from: wrong.server)
            }
            #expect(error?.description.contains("'\(name)', found true") == true)
        }
    }

    @Test("A refusal is told as it came")
    func refusal() async throws {
        let room = try CannedRoom(Self.version)
        let history = try CannedHistory(room)
        var other = room
        let stranger = try other.make("m.room.topic", "", by: CannedRoom.creator, ["topic": "x"])
        let error = await #expect(throws: ParticipationError.self) {
            _ = try await history.fetch.authChain(of: stranger, from: history.server)
        }
        #expect(error?.step == .fetch)
        #expect(error?.cause.description == "404 M_NOT_FOUND")
    }
}
