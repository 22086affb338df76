import FederationCore
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("State resolution, by its definitions")
struct ResolutionPropertyTests {
    @Test("The order of forks and events does not matter", arguments: ForkedRoom.samples)
    func order(version: RoomVersion, seed: UInt64) throws {
        let forked = try ForkedRoom(version: version, seed: seed, lines: 3)
        let resolution = try forked.resolution()
        let other = try resolveState(
            forked.forks.reversed(), in: EventGraph(forked.room.events.reversed()),
            version: version)
        #expect(resolution.state == other.state)
        #expect(resolution.trace.steps.map(\.eventID) == other.trace.steps.map(\.eventID))
    }

    @Test("States that agree stay as they are", arguments: RoomVersion.all)
    func agreeing(version: RoomVersion) throws {
        let forked = try ForkedRoom(version: version, seed: 5)
        let fork = forked.forks[0]
        for forks in [[fork], [fork, fork, fork]] {
            let resolution = try resolveState(forks, in: forked.graph(), version: version)
            #expect(resolution.state == fork)
            #expect(resolution.trace.steps.isEmpty)
            #expect(resolution.trace.unconflicted == fork)
        }
        #expect(try resolveState([], in: forked.graph(), version: version).state.isEmpty)
    }

    @Test("The sets are those of the specification", arguments: ForkedRoom.samples)
    func sets(version: RoomVersion, seed: UInt64) throws {
        let forked = try ForkedRoom(version: version, seed: seed, lines: 3)
        let graph = try forked.graph()
        let trace = try forked.resolution().trace
        let algorithm = version.rules.stateResolution
        let tuples = Set(forked.forks.flatMap(\.keys))
        var conflicted: Set<EventID> = []
        for tuple in tuples {
            let events = forked.forks.map { $0[tuple] }
            let known = Set(events.compactMap { $0 })
            let agrees = known.count == 1 && (algorithm == .v1 || !events.contains(nil))
            if !agrees { conflicted.formUnion(known) }
            #expect(trace.unconflicted[tuple] == (agrees ? known.first : nil))
        }
        #expect(Set(trace.conflicts.flatMap(\.candidates).compactMap { $0 }) == conflicted)
        guard algorithm != .v1 else {
            #expect(trace.authDifference.isEmpty)
            return
        }
        let difference = graph.authDifference(of: forked.forks.map { Array($0.values) })
        #expect(trace.authDifference == difference)
        var full = conflicted.union(difference)
        if algorithm == .v2_1 {
            let subgraph = Self.subgraph(of: conflicted, in: graph)
            #expect(Set(trace.conflictedSubgraph) == subgraph)
            full.formUnion(subgraph)
        } else {
            #expect(trace.conflictedSubgraph.isEmpty)
        }
        #expect(Set(trace.fullConflictedSet) == full)
        let ordered = trace.powerOrder.map(\.eventID) + trace.mainlineOrder.map(\.eventID)
        #expect(ordered.count == full.count && Set(ordered) == full)
        #expect(trace.steps.map(\.eventID) == ordered)
    }

    /// What lies on a path between two of `ends`, with the ends of such paths.
    private static func subgraph(of ends: Set<EventID>, in graph: EventGraph) -> Set<EventID> {
        let chains = Dictionary(
            uniqueKeysWithValues: graph.events.map { event in
                (event.eventID, Set(graph.authChain(of: [event.eventID])))
            })
        let leading = graph.events.map(\.eventID).filter { id in
            !(chains[id] ?? []).isDisjoint(with: ends)
        }
        let reached = ends.reduce(into: Set<EventID>()) { $0.formUnion(chains[$1] ?? []) }
        let between = leading.filter { reached.contains($0) || ends.contains($0) }
        return Set(between).union(ends.intersection(reached))
    }

    @Test("Power events come in reverse topological power ordering", arguments: ForkedRoom.samples)
    func powerOrder(version: RoomVersion, seed: UInt64) throws {
        let forked = try ForkedRoom(version: version, seed: seed, length: 20)
        let graph = try forked.graph()
        let order = try forked.resolution().trace.powerOrder
        var left = order
        for event in order {
            let waiting = left
            // Of those that wait for nothing, each that is taken is the smallest.
            let free = waiting.filter { candidate in
                let chain = Set(graph.authChain(of: [candidate.eventID]))
                return !waiting.contains { chain.contains($0.eventID) }
            }
            let least = free.min { one, other in
                if one.senderPower != other.senderPower {
                    return one.senderPower > other.senderPower
                }
                if one.originServerTS != other.originServerTS {
                    return one.originServerTS < other.originServerTS
                }
                return "\(one.eventID)".utf8.lexicographicallyPrecedes("\(other.eventID)".utf8)
            }
            #expect(least == event)
            left.removeFirst()
        }
    }

    @Test("The others come in mainline ordering", arguments: ForkedRoom.samples)
    func mainlineOrder(version: RoomVersion, seed: UInt64) throws {
        let trace = try ForkedRoom(version: version, seed: seed).resolution().trace
        let keys = trace.mainlineOrder.map { event in
            (-(event.mainlinePosition ?? .max), event.originServerTS, "\(event.eventID)")
        }
        for (one, other) in zip(keys, keys.dropFirst()) { #expect(one < other) }
    }

    @Test("Every event has a fate that fits the state", arguments: ForkedRoom.samples)
    func fates(version: RoomVersion, seed: UInt64) throws {
        let resolution = try ForkedRoom(version: version, seed: seed).resolution()
        let trace = resolution.trace
        #expect(trace.fates.map(\.eventID) == trace.fullConflictedSet)
        for fate in trace.fates {
            let tuple = try #require(fate.tuple)
            #expect((fate.outcome == .won) == (resolution.state[tuple] == fate.eventID))
        }
        for conflict in trace.conflicts {
            #expect(resolution.state[conflict.tuple] == conflict.winner)
        }
        for (tuple, id) in trace.unconflicted { #expect(resolution.state[tuple] == id) }
    }
}
