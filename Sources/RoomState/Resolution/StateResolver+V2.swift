import FederationCore
import RoomEvents

// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#algorithm>
// and, for what begins with nothing, <https://spec.matrix.org/v1.19/rooms/v12/#state-resolution>
extension StateResolver {
    /// State resolution versions 2 and 2.1, of which the latter starts from an empty state and looks at the
    /// conflicted state subgraph too.
    mutating func resolveV2(
        _ forks: [SharedMap], conflicting slots: [Int32], startsEmpty: Bool,
        run: inout ResolutionRun?
    ) -> SharedMap {
        var unconflicted = forks[0]
        unconflicted.set(slots) { _ in nil }
        let conflicted = conflictedEvents(of: forks, at: slots)
        let difference = authDifference(
            of: conflicted, in: forks.count, beside: unconflicted)
        let subgraph = startsEmpty ? conflictedSubgraph(of: conflicted.keys) : []
        let full = Set(conflicted.keys).union(difference).union(subgraph)
        let state = startsEmpty ? SharedMap() : unconflicted

        // Step 1: power events, and what leads to them.
        let power = powerOrder(of: full)
        // Step 2.
        var touched: Set<Int32> = []
        var partial = state
        check(power, phase: .powerEvents, state: &partial, touched: &touched, run: &run)
        // Step 3: the rest by the mainline of the power levels so far.
        let levels = index.slot(of: .powerLevels).flatMap { partial[$0] }
        let rest = mainlineOrder(of: full.subtracting(power), on: levels)
        // Step 4.
        check(rest, phase: .mainline, state: &partial, touched: &touched, run: &run)
        // Step 5: what was never in conflict stays as it was.
        var result = unconflicted
        result.set(touched.filter { unconflicted[$0] == nil }.sorted()) { partial[$0] }

        run?.unconflicted = unconflicted
        run?.conflicted = graph.oldestFirst(conflicted.keys)
        run?.authDifference = graph.oldestFirst(difference)
        run?.subgraph = graph.oldestFirst(subgraph)
        run?.fullConflictedSet = graph.oldestFirst(full)
        run?.powerOrder = power
        run?.mainlineBase = levels
        run?.mainlineOrder = rest
        return result
    }

    /// The conflicted state set, and which forks have each of its events.
    private func conflictedEvents(
        of forks: [SharedMap], at slots: [Int32]
    ) -> [Int32: ForkSet] {
        var events: [Int32: ForkSet] = [:]
        for slot in slots {
            for (number, fork) in forks.enumerated() {
                if let event = fork[slot] { events[event, default: ForkSet()].insert(number) }
            }
        }
        return events
    }

    /// The *iterative auth checks algorithm*.
    private mutating func check(
        _ events: [Int32], phase: ResolutionPhase, state: inout SharedMap,
        touched: inout Set<Int32>, run: inout ResolutionRun?
    ) {
        for event in events {
            let slot = index.slots[Int(event)]
            guard slot >= 0 else {
                run?.steps.append(.init(event: event, phase: phase, decision: .notState))
                continue
            }
            let decision = judge(event, in: state, fallback: true)
            let replaced = decision.isAllowed ? state[slot] : nil
            run?.steps.append(
                .init(event: event, phase: phase, decision: .judged(decision), replaced: replaced))
            guard decision.isAllowed else { continue }
            state.set(slot, to: event)
            touched.insert(slot)
        }
    }

    /// `events` by the mainline ordering based on `levels`.
    private func mainlineOrder(of events: Set<Int32>, on levels: Int32?) -> [Int32] {
        let keyed = events.map { event in
            let position = levels.flatMap {
                index.powerLevels.mainlinePosition(of: event, on: $0)
            }
            return (
                event: event, position: position ?? .max,
                time: index.times[Int(event)]
            )
        }
        let sorted = keyed.sorted { one, other in
            if one.position != other.position { return one.position > other.position }
            return one.time == other.time
                ? index.precedesByID(one.event, other.event) : one.time < other.time
        }
        return sorted.map(\.event)
    }
}
