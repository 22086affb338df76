import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("A growing room with gaps")
struct TimelineGapTests {
    /// A room of which some history is there, and what comes behind it.
    private struct Story {
        let events: [Event]
        /// How many of the events are history.
        let past: Int
        let report: ReceiptReport

        init(_ version: RoomVersion, seed: UInt64 = 4, past: Int = 60) throws {
            var room = try RoomGenerator(version: version, seed: seed, users: 8)
            try room.makeRoom(events: past, forkingPercent: 0)
            self.past = room.events.count
            var branch = RoomBranch()
            for event in room.events { branch.append(event) }
            try room.append(
                "m.room.member", stateKey: "\(room.users[1])", by: room.users[1],
                content: ["membership": "join", "displayname": "new"], to: &branch)
            for _ in 0..<5 {
                try room.append("m.room.message", by: room.users[0], to: &branch)
            }
            events = room.events
            report = try ReceiptCheck(version: version).report(on: events)
        }

        var join: Event { events[past] }
        var history: ArraySlice<Event> { events[..<past] }
        var future: ArraySlice<Event> { events[(past + 1)...] }

        func events(_ ids: some Sequence<EventID>) -> [Event] {
            let wanted = Set(ids)
            return events.filter { wanted.contains($0.eventID) }
        }

        /// What a resident server gives.
        func answer() throws -> (state: [Event], authChain: [Event]) {
            let state = try #require(report.stateBefore(join.eventID))
            let chain = try EventGraph(events).authChain(of: state.values)
            let known = Set(state.values)
            return (events(state.values), events(chain.filter { !known.contains($0) }))
        }

        func joined() throws -> RoomTimeline {
            let (state, chain) = try answer()
            return try RoomTimeline(
                joinedBy: join, state: state.reversed(), authChain: chain.reversed())
        }
    }

    @Test("A room that was joined goes on from there, in every version", arguments: RoomVersion.all)
    func joining(version: RoomVersion) throws {
        let story = try Story(version)
        var room = try story.joined()
        #expect(room.forwardExtremities.map(\.eventID) == [story.join.eventID])
        #expect(
            room.stateBefore(story.join.eventID) == story.report.stateBefore(story.join.eventID))
        let create = try #require(story.events.first)
        #expect(room.isOutlier(create.eventID) && !room.isOutlier(story.join.eventID))
        #expect(room.stateBefore(create.eventID) == nil)
        for event in story.future { #expect(room.receive(event).verdict == .accepted) }
        #expect(room.currentState == story.report.currentState)
        #expect(room.forwardExtremities.map(\.eventID) == story.report.forwardExtremities)
    }

    @Test(
        "History that is fetched later takes its place and changes no end", arguments: [0, 5, 11])
    func history(place: Int) throws {
        let story = try Story(RoomVersion.all[place])
        var room = try story.joined()
        for event in story.future { room.receive(event) }
        let ends = room.forwardExtremities.map(\.eventID)
        let state = room.currentState
        for (event, receipt) in zip(story.history, story.report.receipts) {
            let found = room.receive(past: event)
            #expect(found.verdict == receipt.verdict)
            #expect(room.forwardExtremities.map(\.eventID) == ends)
            #expect(!room.isOutlier(event.eventID))
            #expect(room.stateBefore(event.eventID) == story.report.stateBefore(event.eventID))
        }
        #expect(room.count == story.events.count)
        #expect(room.currentState == state)
        let last = try #require(story.events.last)
        let all = room.backfill(from: [last.eventID], limit: 1_000)
        #expect(all.map(\.eventID) == story.events.reversed().map(\.eventID))
    }

    @Test("History may come from the newest on, each event with the state before it")
    func backwards() throws {
        let story = try Story(RoomVersion.all[10])
        var room = try story.joined()
        for event in story.history.reversed() {
            let ids = try #require(story.report.stateBefore(event.eventID)).values
            for other in story.events(try EventGraph(story.events).authChain(of: ids)) {
                room.addOutlier(other)
            }
            for other in story.events(ids) { room.addOutlier(other) }
            let found = room.receive(past: event, stateBefore: Array(ids))
            #expect(found.verdict == .accepted)
            #expect(room.forwardExtremities.map(\.eventID) == [story.join.eventID])
        }
        #expect(room.count == story.past + 1)
    }

    @Test("Behind a gap an event is undecided and not kept, until the state before it is given")
    func gap() throws {
        let story = try Story(RoomVersion.all[10])
        var (room, _) = try RoomTimeline.replaying(Array(story.history))
        let end = room.forwardExtremities.map(\.eventID)
        let event = try #require(story.future.dropFirst(2).first)
        let missing = try #require(event.prevEventIDs.first)
        let receipt = room.receive(event)
        #expect(receipt.verdict == .undecided && receipt.step == .stateBefore)
        #expect(receipt.cause == .missingPreviousEvents([missing]))
        #expect(room[event.eventID] == nil && room.receipt(of: event.eventID) == nil)
        #expect(room.count == story.past && room.forwardExtremities.map(\.eventID) == end)

        let ids = Array(try #require(story.report.stateBefore(event.eventID)).values)
        let unknown = ids.filter { room[$0] == nil }
        #expect(!unknown.isEmpty)
        let early = room.receive(event, stateBefore: ids)
        guard case .missingStateEvents(let named)? = early.cause else {
            Issue.record("not undecided for its state: \(early)")
            return
        }
        #expect(Set(named) == Set(unknown) && early.verdict == .undecided)
        for other in story.events(unknown) {
            #expect(room.addOutlier(other).verdict == .accepted)
        }
        #expect(room.receive(event, stateBefore: ids).verdict == .accepted)
        #expect(Set(room.forwardExtremities.map(\.eventID)) == Set(end + [event.eventID]))
        #expect(room.currentState == story.report.currentState)
        // What was between comes later, and leaves one end.
        for event in story.events[story.past..<(story.past + 3)] {
            #expect(room.receive(event).verdict == .accepted)
        }
        #expect(room.forwardExtremities.map(\.eventID) == [event.eventID])
        #expect(room.events.allSatisfy { !room.isOutlier($0.eventID) })
    }

    @Test("A state that is none is not taken")
    func unusable() throws {
        let story = try Story(RoomVersion.all[10])
        let gap = story.past - 1
        var (room, _) = try RoomTimeline.replaying(Array(story.events[..<gap]))
        let ids = Array(try #require(story.report.stateBefore(story.events[gap].eventID)).values)
        let message = try #require(story.history.first { !$0.isState })
        let receipt = room.receive(story.join, stateBefore: ids + [message.eventID])
        #expect(receipt.cause == .unusableState([message.eventID]))
        let join = try #require(
            story.history.last { event in
                event.type == "m.room.member" && !ids.contains(event.eventID)
                    && room[event.eventID] != nil
            })
        let twice = room.receive(story.join, stateBefore: ids + [join.eventID])
        #expect(twice.verdict == .undecided)
        #expect("\(try #require(twice.cause))".contains("given as the state before it"))
        #expect(room.count == gap)
    }

    @Test("The state that is given does not count where the room knows better")
    func known() throws {
        let story = try Story(RoomVersion.all[10])
        var (room, _) = try RoomTimeline.replaying(Array(story.history))
        let create = story.events[0]
        #expect(room.receive(story.join, stateBefore: [create.eventID]).verdict == .accepted)
        #expect(
            room.stateBefore(story.join.eventID) == story.report.stateBefore(story.join.eventID))
    }

    @Test(
        "Memberships that were left out of the state come from the auth events, until all is known")
    func partial() throws {
        let story = try Story(RoomVersion.all[10], seed: 6)
        let (state, chain) = try story.answer()
        let own = try #require(story.join.stateKey)
        let kept = state.filter { $0.type != "m.room.member" || $0.stateKey == own }
        let lines = Set(kept.map(\.eventID))
        let citing = try EventGraph(story.events).authChain(of: kept.map(\.eventID))
        let leading = story.events(citing).filter { !lines.contains($0.eventID) }
        var room = try RoomTimeline(
            joinedBy: story.join, state: kept, authChain: leading, isPartial: true)
        #expect(room.isPartial)
        for event in story.future {
            for id in event.authEventIDs {
                if let other = story.events([id]).first { room.addOutlier(other) }
            }
            #expect(room.receive(event).verdict == .accepted)
        }
        #expect(room.currentState.count < (story.report.currentState?.count ?? 0))
        let whole = try room.completed(by: state, authChain: chain)
        #expect(!whole.isPartial)
        #expect(whole.currentState == story.report.currentState)
        #expect(whole.forwardExtremities.map(\.eventID) == story.report.forwardExtremities)
        // Without the word that it is partial, the same state lets nobody speak.
        var strict = try RoomTimeline(joinedBy: story.join, state: kept, authChain: leading)
        let first = try #require(story.future.first)
        for id in first.authEventIDs {
            if let other = story.events([id]).first { strict.addOutlier(other) }
        }
        let other = strict.receive(first)
        #expect(other.verdict == .rejected && other.step == .stateBefore)
    }

    @Test("Who may not join has no room")
    func notAllowed() throws {
        var room = try RoomGenerator(version: RoomVersion.all[11], seed: 1)
        var branch = try room.open()
        try room.append(
            "m.room.join_rules", stateKey: "", by: room.users[0], content: ["join_rule": "invite"],
            to: &branch)
        let state = branch.state
        let join = try room.append(
            "m.room.member", stateKey: "\(room.users[1])", by: room.users[1],
            content: ["membership": "join"], to: &branch)
        let error = #expect(throws: RoomTimelineError.self) {
            try RoomTimeline(joinedBy: join, state: state, authChain: room.events)
        }
        guard case .notAccepted(join.eventID, .rejected, .refused?)? = error else {
            Issue.record("not refused: \(String(describing: error))")
            return
        }
    }

    @Test("What makes no room is said")
    func errors() throws {
        let story = try Story(RoomVersion.all[10])
        let (state, chain) = try story.answer()
        let first = try #require(story.future.first)
        #expect(throws: RoomTimelineError.notCreate(first.eventID, type: "m.room.message")) {
            try RoomTimeline(create: first)
        }
        #expect(throws: RoomTimelineError.noCreate) { try RoomTimeline.replaying([first]) }
        #expect(throws: RoomTimelineError.missingAuthEvents([story.events[0].eventID])) {
            try RoomTimeline(
                joinedBy: story.join, state: state.filter { $0.tuple != .init("m.room.create") },
                authChain: chain)
        }
        #expect(throws: RoomTimelineError.noCreate) {
            try RoomTimeline(joinedBy: story.join, state: [], authChain: [])
        }
        var room = try RoomGenerator(version: RoomVersion.all[11], seed: 1)
        _ = try room.open()
        let elsewhere = room.events[0]
        #expect(
            throws: RoomTimelineError.otherRoom(
                elsewhere.eventID, elsewhere.roomID, expected: story.join.roomID)
        ) {
            try RoomTimeline(
                joinedBy: story.join, state: state + [elsewhere], authChain: chain)
        }
        let ring = try [Handmade.event("a", auth: ["b"]), Handmade.event("b", auth: ["a"])]
        let error = #expect(throws: RoomTimelineError.self) {
            try RoomTimeline(
                joinedBy: Handmade.event("j", auth: ["a"]), state: ring, authChain: [])
        }
        guard case .ring? = error else {
            Issue.record("not a ring: \(String(describing: error))")
            return
        }
    }
}
