import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import Testing

@Suite("State resolution version 1")
struct ResolutionV1Tests {
    private static let levels: JSONObject = ["users": ["@a:a.example": 100]]

    private func base() throws -> [Event] {
        let auth = ["create", "join"]
        return try [
            Handmade.event(
                "create", "m.room.create", stateKey: "", content: ["creator": "@a:a.example"]),
            Handmade.event(
                "join", "m.room.member", stateKey: "@a:a.example", auth: ["create"],
                previous: ["create"], content: ["membership": "join"], depth: 2),
            Handmade.event("low", "t", stateKey: "", auth: auth, depth: 3),
            Handmade.event("high", "t", stateKey: "", auth: auth, depth: 9),
            Handmade.event("high2", "t", stateKey: "", auth: auth, depth: 9),
            Handmade.event("stranger", "t", stateKey: "", by: "@b:b.example", depth: 10),
            Handmade.event("stranger2", "t", stateKey: "", by: "@c:b.example", depth: 11),
            Handmade.event(
                "levels1", "m.room.power_levels", stateKey: "", auth: auth,
                content: Self.levels, depth: 5),
            Handmade.event(
                "levels2", "m.room.power_levels", stateKey: "", by: "@b:b.example",
                content: Self.levels, depth: 6),
            Handmade.event(
                "levels3", "m.room.power_levels", stateKey: "", auth: auth,
                content: Self.levels, depth: 7),
        ]
    }

    private func resolve(_ names: [[String]]) throws -> StateResolution {
        let graph = try EventGraph(base())
        let forks = try names.map { names in
            try (["create", "join"] + names).reduce(into: StateMap()) { map, name in
                let id = try Handmade.eventID(name)
                if let tuple = graph[id]?.tuple { map[tuple] = id }
            }
        }
        return try resolveState(forks, in: graph, version: Handmade.version)
    }

    @Test("Of other state, the highest depth that is allowed stays")
    func depth() throws {
        let resolution = try resolve([["low"], ["high"], ["stranger"]])
        let topic = StateTuple("t")
        #expect(try resolution.state[topic] == Handmade.eventID("high"))
        let fates = Dictionary(
            uniqueKeysWithValues: resolution.trace.fates.map { ($0.eventID, $0.outcome) })
        #expect(
            try fates[Handmade.eventID("low")]
                == .notReached(winner: Handmade.eventID("high")))
        guard case .refused(let rule, _, _)? = try fates[Handmade.eventID("stranger")] else {
            Issue.record("the stranger's event was not refused")
            return
        }
        #expect(!rule.id.isEmpty)
    }

    @Test("At the same depth, the lowest SHA-1 of the event ID stays")
    func hash() throws {
        let hashes = ["high", "high2"].map { sha1(Handmade.id($0).utf8) }
        let lowest = hashes[0].lexicographicallyPrecedes(hashes[1]) ? "high" : "high2"
        let resolution = try resolve([["high"], ["high2"]])
        #expect(try resolution.state[StateTuple("t")] == Handmade.eventID(lowest))
    }

    @Test("Where none is allowed, the lowest depth stays")
    func noneAllowed() throws {
        let resolution = try resolve([["stranger2"], ["stranger"]])
        #expect(try resolution.state[StateTuple("t")] == Handmade.eventID("stranger"))
    }

    @Test("Power levels go from the lowest depth up to the first that is not allowed")
    func levels() throws {
        let levels = StateTuple("m.room.power_levels")
        let allowed = try resolve([["levels1"], ["levels3"]])
        #expect(try allowed.state[levels] == Handmade.eventID("levels3"))
        let stopped = try resolve([["levels1"], ["levels2"], ["levels3"]])
        #expect(try stopped.state[levels] == Handmade.eventID("levels1"))
        #expect(stopped.trace.steps.map(\.phase) == [.powerLevels, .powerLevels, .powerLevels])
        #expect(stopped.trace.steps.last?.outcome == .notReached)
    }

    @Test("What only some states have is no conflict")
    func missing() throws {
        let resolution = try resolve([["stranger"], []])
        #expect(try resolution.state[StateTuple("t")] == Handmade.eventID("stranger"))
        #expect(resolution.trace.steps.isEmpty)
    }
}
