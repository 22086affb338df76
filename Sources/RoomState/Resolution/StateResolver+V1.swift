import FederationCore
import RoomEvents

// Spec: <https://spec.matrix.org/v1.19/rooms/v1/#state-resolution>
extension StateResolver {
    /// State resolution version 1, where a conflict is only between events: what a state lacks is no conflict.
    mutating func resolveV1(
        _ forks: [SharedMap], differing slots: [Int32], run: inout ResolutionRun?
    ) -> SharedMap {
        var state = forks[0]
        var conflicts: [(slot: Int32, events: [Int32])] = []
        for slot in slots {
            var events: [Int32] = []
            for case let event? in forks.map({ $0[slot] }) where !events.contains(event) {
                events.append(event)
            }
            state.set(slot, to: events.count == 1 ? events[0] : nil)
            if events.count > 1 { conflicts.append((slot, sortedV1(events))) }
        }
        // The order of the states' own tables shall not show in the trace.
        conflicts.sort { index.tuples[Int($0.slot)].precedes(index.tuples[Int($1.slot)]) }
        run?.unconflicted = state
        let conflicted = conflicts.flatMap(\.events)
        work.visits += conflicted.count
        run?.conflicted = conflicted
        run?.fullConflictedSet = conflicted
        for phase in [ResolutionPhase.powerLevels, .joinRules, .members] {
            var winners: [(slot: Int32, event: Int32)] = []
            for conflict in conflicts where self.phase(of: conflict.slot) == phase {
                let winner = lastAllowed(of: conflict.events, in: state, phase: phase, run: &run)
                winners.append((conflict.slot, winner))
            }
            // Conflicts of one kind do not see each other's outcome: so no order between them matters.
            for winner in winners { state.set(winner.slot, to: winner.event) }
        }
        let authorising = state
        for conflict in conflicts where phase(of: conflict.slot) == .others {
            let winner = firstAllowed(of: conflict.events.reversed(), in: authorising, run: &run)
            state.set(conflict.slot, to: winner)
        }
        return state
    }

    private func phase(of slot: Int32) -> ResolutionPhase {
        switch index.tuples[Int(slot)] {
        case .powerLevels: .powerLevels
        case .joinRules: .joinRules
        case let tuple where tuple.type.utf8.elementsEqual("m.room.member".utf8): .members
        default: .others
        }
    }

    /// By ascending depth, then by descending SHA-1 of the event ID.
    private func sortedV1(_ events: [Int32]) -> [Int32] {
        let keyed = events.map { event in
            (
                event: event, depth: graph.events[Int(event)].depth,
                hash: sha1(graph.id(event).description.utf8)
            )
        }
        let sorted = keyed.sorted { one, other in
            one.depth == other.depth
                ? other.hash.lexicographicallyPrecedes(one.hash) : one.depth < other.depth
        }
        return sorted.map(\.event)
    }

    /// The first, or the last of those behind it that are each allowed after the one before.
    private mutating func lastAllowed(
        of events: [Int32], in state: SharedMap, phase: ResolutionPhase,
        run: inout ResolutionRun?
    ) -> Int32 {
        let slot = index.slots[Int(events[0])]
        var state = state
        var winner = events[0]
        run?.steps.append(.init(event: winner, phase: phase, decision: .takenUnjudged))
        state.set(slot, to: winner)
        for (place, event) in events.enumerated().dropFirst() {
            let decision = judge(event, in: state, fallback: false)
            let replaced = decision.isAllowed ? winner : nil
            run?.steps.append(
                .init(event: event, phase: phase, decision: .judged(decision), replaced: replaced))
            guard decision.isAllowed else {
                for event in events[(place + 1)...] {
                    run?.steps.append(.init(event: event, phase: phase, decision: .notReached))
                }
                break
            }
            winner = event
            state.set(slot, to: winner)
        }
        return winner
    }

    /// The first that is allowed.
    ///
    /// The spec does not say what happens where none is; servers take the last, so that the room does not
    /// lose that state.
    private mutating func firstAllowed(
        of events: [Int32], in state: SharedMap, run: inout ResolutionRun?
    ) -> Int32 {
        for (place, event) in events.enumerated() {
            guard place + 1 < events.count else { break }
            let decision = judge(event, in: state, fallback: false)
            run?.steps.append(.init(event: event, phase: .others, decision: .judged(decision)))
            guard decision.isAllowed else { continue }
            for event in events[(place + 1)...] {
                run?.steps.append(.init(event: event, phase: .others, decision: .notReached))
            }
            return event
        }
        let last = events[events.count - 1]
        let decision = judge(last, in: state, fallback: false)
        run?.steps.append(
            .init(
                event: last, phase: .others,
                decision: decision.isAllowed ? .judged(decision) : .takenUnjudged))
        return last
    }
}
