import FederationCore
import RoomEvents

extension ResolutionTrace {
    /// What happened, in the words of events.
    init(_ run: ResolutionRun, of forks: [SharedMap], to state: SharedMap, by index: StateIndex) {
        let graph = index.graph
        let id = graph.id
        unconflicted = run.unconflicted.map(index.stateMap) ?? [:]
        var seen: Set<Int32> = []
        let conflicts: [StateConflict] = run.conflicted.compactMap { node in
            let slot = index.slots[Int(node)]
            guard slot >= 0, seen.insert(slot).inserted else { return nil }
            return StateConflict(
                tuple: index.tuples[Int(slot)], candidates: forks.map { $0[slot].map(id) },
                winner: state[slot].map(id))
        }
        self.conflicts = conflicts.sorted { $0.tuple.precedes($1.tuple) }
        authDifference = run.authDifference.map(id)
        conflictedSubgraph = run.subgraph.map(id)
        fullConflictedSet = run.fullConflictedSet.map(id)
        powerOrder = run.powerOrder.map { node in
            PowerOrderedEvent(
                eventID: id(node), isPowerEvent: index.isPowerEvent[Int(node)],
                senderPower: index.senderPower(of: node),
                originServerTS: index.times[Int(node)])
        }
        mainline = run.mainlineBase.map { index.powerLevels.mainline(of: $0).map(id) } ?? []
        mainlineOrder = run.mainlineOrder.map { node in
            let position = run.mainlineBase.flatMap {
                index.powerLevels.mainlinePosition(of: node, on: $0)
            }
            return MainlineOrderedEvent(
                eventID: id(node), mainlinePosition: position.map { Int($0) },
                originServerTS: index.times[Int(node)])
        }
        steps = run.steps.map { step in
            ResolutionStep(
                eventID: id(step.event), tuple: index.tuple(of: step.event), phase: step.phase,
                outcome: step.decision, replaced: step.replaced.map(id))
        }
        fates = Self.fates(run, in: state, by: index)
        missingAuthEvents = graph.missingAuthEvents
    }

    private static func fates(
        _ run: ResolutionRun, in state: SharedMap, by index: StateIndex
    ) -> [EventFate] {
        var decisions: [Int32: ResolutionStep.Outcome] = [:]
        var replacements: [Int32: Int32] = [:]
        for step in run.steps {
            decisions[step.event] = step.decision
            if let replaced = step.replaced { replacements[replaced] = step.event }
        }
        return run.fullConflictedSet.map { node in
            let slot = index.slots[Int(node)]
            let winner = slot < 0 ? nil : state[slot]
            let outcome: EventFate.Outcome
            if winner == node {
                outcome = .won
            } else {
                switch decisions[node] {
                case .judged(.rejected(let rule, let against, let reason)):
                    outcome = .refused(rule: rule, against: against, reason: reason)
                case .notState: outcome = .notState
                case .notReached, nil: outcome = .notReached(winner: winner.map(index.graph.id))
                case .judged(.allowed), .takenUnjudged:
                    if let agreed = slot < 0 ? nil : run.unconflicted?[slot] {
                        outcome = .unconflicted(index.graph.id(agreed))
                    } else if let other = replacements[node] ?? winner {
                        outcome = .replaced(by: index.graph.id(other))
                    } else {
                        outcome = .notReached(winner: nil)
                    }
                }
            }
            return EventFate(
                eventID: index.graph.id(node), tuple: index.tuple(of: node), outcome: outcome)
        }
    }
}
