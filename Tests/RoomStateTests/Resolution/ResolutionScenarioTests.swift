import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("State resolution, in rooms that people know")
struct ResolutionScenarioTests {
    private static let sinceV2 = RoomVersion.all.filter { $0.rules.stateResolution != .v1 }

    /// A room in which the second user has joined and may set the topic.
    private func room(_ version: RoomVersion) throws -> (RoomGenerator, RoomBranch) {
        var room = try RoomGenerator(version: version, seed: 1)
        var branch = try room.open()
        let moderator = room.users[1]
        try room.append(
            "m.room.member", stateKey: "\(moderator)", by: moderator,
            content: ["membership": "join"], to: &branch)
        var users: JSONObject = ["\(moderator)": 50]
        if !version.rules.creatorsArePrivileged { users["\(room.users[0])"] = 100 }
        try room.append(
            "m.room.power_levels", stateKey: "", by: room.users[0], content: room.levels(users),
            to: &branch)
        return (room, branch)
    }

    @Test("What a banned moderator did at the same time is undone", arguments: sinceV2)
    func ban(version: RoomVersion) throws {
        var (room, branch) = try room(version)
        let moderator = room.users[1]
        var banned = branch
        let ban = try room.append(
            "m.room.member", stateKey: "\(moderator)", by: room.users[0],
            content: ["membership": "ban"], to: &banned)
        let topic = try room.append(
            "m.room.topic", stateKey: "", by: moderator, content: ["topic": "mine"], to: &branch)
        let resolution = try resolveState(
            [banned.stateMap, branch.stateMap], in: EventGraph(room.events), version: version)
        #expect(resolution.state == banned.stateMap)
        let order = resolution.trace.powerOrder.filter(\.isPowerEvent)
        #expect(order.map(\.eventID) == [ban.eventID])
        #expect(
            order.first?.senderPower
                == (version.rules.creatorsArePrivileged ? .infinite : .integer(100)))
        let fates = Dictionary(
            uniqueKeysWithValues: resolution.trace.fates.map { ($0.eventID, $0.outcome) })
        #expect(fates[ban.eventID] == .won)
        guard case .refused(_, let against, _)? = fates[topic.eventID] else {
            Issue.record("the topic was not refused: \(fates[topic.eventID] as Any)")
            return
        }
        #expect(against == ban.eventID)
    }

    @Test("Of two topics the later one stays", arguments: sinceV2)
    func topics(version: RoomVersion) throws {
        var (room, branch) = try room(version)
        var other = branch
        let one = try room.append(
            "m.room.topic", stateKey: "", by: room.users[0], content: ["topic": "1"], to: &branch)
        var two: Event
        repeat {
            two = try room.append(
                "m.room.topic", stateKey: "", by: room.users[1], content: ["topic": "2"],
                to: &other)
        } while two.originServerTS == one.originServerTS
        let resolution = try resolveState(
            [branch.stateMap, other.stateMap], in: EventGraph(room.events), version: version)
        #expect(resolution.state[StateTuple("m.room.topic")] == two.eventID)
        let fate = resolution.trace.fates.first { $0.eventID == one.eventID }
        #expect(fate?.outcome == .replaced(by: two.eventID))
        let positions = resolution.trace.mainlineOrder.map { ($0.eventID, $0.mainlinePosition) }
        let startsEmpty = version.rules.stateResolution == .v2_1
        // Version 2.1 knows no power levels where nobody disagrees about them.
        #expect(resolution.trace.mainline.count == (startsEmpty ? 0 : 2))
        for (id, position) in positions where id == one.eventID || id == two.eventID {
            #expect(position == (startsEmpty ? nil : 0))
        }
    }

    @Test(
        "What leads to a member that only one line has is in the auth difference",
        arguments: sinceV2)
    func invited(version: RoomVersion) throws {
        var (room, branch) = try room(version)
        let (other, guest) = (branch, room.users[2])
        let invite = try room.append(
            "m.room.member", stateKey: "\(guest)", by: room.users[0],
            content: ["membership": "invite"], to: &branch)
        let join = try room.append(
            "m.room.member", stateKey: "\(guest)", by: guest, content: ["membership": "join"],
            to: &branch)
        let forks = [other.stateMap, branch.stateMap]
        let graph = try EventGraph(room.events)
        let resolution = try resolveState(forks, in: graph, version: version)
        let difference = resolution.trace.authDifference
        #expect(difference.contains(invite.eventID))
        #expect(difference == graph.authDifference(of: forks.map { Array($0.values) }))
        #expect(resolution.state[StateTuple("m.room.member", "\(guest)")] == join.eventID)
    }

    @Test("Version 2.1 judges what lies between conflicted events too")
    func subgraph() throws {
        let version = try RoomVersion(parsing: "12")
        var (room, branch) = try room(version)
        let old = branch
        for level in [10, 20, 30] {
            try room.append(
                "m.room.power_levels", stateKey: "", by: room.users[0],
                content: room.levels(["\(room.users[1])": .integer(Int64(level))]), to: &branch)
        }
        let levels = room.events.filter { $0.type == "m.room.power_levels" }.map(\.eventID)
        let resolution = try resolveState(
            [old.stateMap, branch.stateMap], in: EventGraph(room.events), version: version)
        #expect(resolution.trace.conflictedSubgraph == Array(levels[1...]))
        #expect(resolution.state == branch.stateMap)
    }

    @Test("Auth events that were rejected do not make up for what the state lacks")
    func rejected() throws {
        let version = try RoomVersion(parsing: "11")
        var (room, branch) = try room(version)
        var left = branch
        let join = try #require(left["m.room.member", "\(room.users[1])"])
        try room.append(
            "m.room.topic", stateKey: "", by: room.users[1], content: ["topic": "1"], to: &branch)
        try room.append(
            "m.room.topic", stateKey: "", by: room.users[1], content: ["topic": "2"], to: &left)
        var (one, other) = (branch.stateMap, left.stateMap)
        let member = StateTuple("m.room.member", "\(room.users[1])")
        one[member] = nil
        other[member] = nil
        let graph = try EventGraph(room.events)
        let free = try resolveState([one, other], in: graph, version: version)
        #expect(free.trace.steps.filter(\.isApplied).count == 2)
        let bound = try resolveState(
            [one, other], in: graph, version: version, rejected: [join.eventID])
        #expect(bound.trace.steps.count == 2)
        #expect(bound.trace.steps.filter(\.isApplied).isEmpty)
    }

    @Test("A state that names what is not there, or something else, is an error")
    func errors() throws {
        let forked = try ForkedRoom(version: RoomVersion(parsing: "10"), seed: 1)
        let graph = try forked.graph()
        let gone = EventID(referenceHash: [UInt8](repeating: 7, count: 32))
        #expect(throws: StateResolutionError.missing(gone, StateTuple("a"))) {
            try resolveState([[StateTuple("a"): gone]], in: graph, version: forked.version)
        }
        let create = try #require(graph.events.first).eventID
        let error = #expect(throws: StateResolutionError.self) {
            try resolveState([[StateTuple("a", "b"): create]], in: graph, version: forked.version)
        }
        #expect(
            error.map(String.init(describing:))
                == "the event \(create) is given as the state of a 'b', and is that of m.room.create"
        )
    }
}
