import FederationCore
import RoomEvents
import RoomState
import Testing

@Suite("Event graph")
struct EventGraphTests {
    @Test("An auth chain has everything that leads to the events, the oldest first")
    func chain() throws {
        let graph = try EventGraph([
            Handmade.event("d", auth: ["b", "c"]), Handmade.event("a"),
            Handmade.event("b", auth: ["a"]), Handmade.event("c", auth: ["a", "a"]),
            Handmade.event("other", auth: ["a"]),
        ])
        let chain = try graph.authChain(of: [Handmade.eventID("d")])
        #expect(try chain == [Handmade.eventID("a"), Handmade.eventID("b"), Handmade.eventID("c")])
        #expect(try graph.authChain(of: [Handmade.eventID("a")]).isEmpty)
        #expect(try graph.authChain(of: [Handmade.eventID("nobody")]).isEmpty)
        #expect(try graph[Handmade.eventID("b")]?.type == "m.room.message")
    }

    @Test("The auth difference is what is in some chains and not in all")
    func difference() throws {
        let graph = try EventGraph([
            Handmade.event("a"), Handmade.event("b", auth: ["a"]),
            Handmade.event("c", auth: ["b"]), Handmade.event("d", auth: ["a"]),
        ])
        let forks = try [[Handmade.eventID("c")], [Handmade.eventID("d")]]
        #expect(try graph.authDifference(of: forks) == [Handmade.eventID("b")])
        #expect(graph.authDifference(of: [forks[0], forks[0]]).isEmpty)
    }

    @Test("What auth events are missing is told, and is no part of a chain")
    func missing() throws {
        let graph = try EventGraph([Handmade.event("b", auth: ["a", "gone"]), Handmade.event("a")])
        #expect(try graph.missingAuthEvents.map(\.id) == [Handmade.eventID("gone")])
        #expect(try graph.missingAuthEvents.map(\.neededBy) == [Handmade.eventID("b")])
        #expect(
            try graph.authChain(of: [Handmade.eventID("b")]) == [Handmade.eventID("a")])
    }

    @Test("Of two events with one ID, the first stays")
    func repeated() throws {
        let graph = try EventGraph([Handmade.event("a", "x"), Handmade.event("a", "y")])
        #expect(graph.events.map(\.type) == ["x"])
    }

    @Test("Events that authorise each other in a ring are named, in order")
    func cycle() throws {
        let events = try [
            Handmade.event("a"), Handmade.event("b", auth: ["a", "d"]),
            Handmade.event("c", auth: ["b"]), Handmade.event("d", auth: ["c"]),
            Handmade.event("e", auth: ["d"]),
        ]
        let error = #expect(throws: EventGraphError.self) { try EventGraph(events) }
        guard case .cycle(let ids, .authEvents)? = error else {
            Issue.record("not a cycle of auth events")
            return
        }
        #expect(try Set(ids) == Set(["b", "c", "d"].map(Handmade.eventID)))
        let words = String(describing: try #require(error))
        #expect(words.hasPrefix("3 events name each other in a ring through auth_events: $"))
    }

    @Test("An event that names itself is said to")
    func itself() throws {
        let event = try Handmade.event("a", auth: ["a"])
        let error = #expect(throws: EventGraphError.self) { try EventGraph([event]) }
        #expect(
            error.map(String.init(describing:))
                == "the event $a:a.example names itself in its auth_events")
    }

    @Test("A hundred thousand auth events are walked in bounded time", .timeLimit(.minutes(1)))
    func long() throws {
        let first = try Handmade.event("e0")
        let last = try Handmade.event("e1", auth: ["e0"])
        #expect(try EventGraph([last, first]).authChain(of: [last.eventID]).count == 1)
        let count = 100_000
        var chain: [[Int32]] = [[]]
        for node in 1..<count { chain.append([Int32(node - 1)]) }
        #expect(try GraphProbe.levels(of: chain).last == Int32(count - 1))
        chain[0] = [Int32(count - 1)]
        #expect(GraphProbe.cycle(of: chain)?.count == count)
        let fan = [[Int32](1..<Int32(count))] + [[Int32]](repeating: [], count: count - 1)
        #expect(try GraphProbe.levels(of: fan).first == 1)
    }
}
