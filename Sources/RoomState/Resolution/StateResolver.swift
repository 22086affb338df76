import FederationCore
import RoomEvents

/// Resolves states of one room, as often as asked.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#room-state-resolution>
struct StateResolver {
    let index: StateIndex
    let algorithm: StateResolutionAlgorithm
    /// Whether each event is known to have been rejected: those are not used as auth events.
    var isRejected: [Bool]
    /// How many events were judged so far, in all resolutions.
    var judged = 0
    var marks: NodeMarks
    var otherMarks: NodeMarks

    /// Resolves with the algorithm.
    init(_ index: StateIndex, algorithm: StateResolutionAlgorithm) {
        self.index = index
        self.algorithm = algorithm
        let count = index.graph.events.count
        isRejected = [Bool](repeating: false, count: count)
        marks = NodeMarks(count: count)
        otherMarks = NodeMarks(count: count)
    }

    var graph: EventGraph { index.graph }

    /// The one state that `forks` come to.
    mutating func resolve(_ forks: [SharedMap], run: inout ResolutionRun) -> SharedMap {
        guard let first = forks.first else { return index.emptyState }
        var slots: [Int32] = []
        SharedMap.forEachDifference(among: forks) { slots.append($0) }
        guard !slots.isEmpty else {
            run.unconflicted = first
            return first
        }
        switch algorithm {
        case .v1: return resolveV1(forks, differing: slots, run: &run)
        case .v2: return resolveV2(forks, conflicting: slots, startsEmpty: false, run: &run)
        case .v2_1: return resolveV2(forks, conflicting: slots, startsEmpty: true, run: &run)
        }
    }

    /// Whether `node` is allowed by the authorisation rules in `state`; with `fallback`, what the state lacks
    /// is taken from the event's own auth events that were not rejected.
    mutating func judge(_ node: Int32, in state: SharedMap, fallback: Bool) -> AuthDecision {
        judged += 1
        var events: [Event] = []
        for slot in index.requiredSlots[node] {
            var found = state[slot]
            if found == nil, fallback {
                found = graph.authEdges[node].first {
                    index.slots[Int($0)] == slot && !isRejected[Int($0)]
                }
            }
            if let found { events.append(graph.events[Int(found)]) }
        }
        let event = graph.events[Int(node)]
        let create =
            event.version.rules.createEventNamesRoom
            ? index.create(for: node).map { graph.events[Int($0)] } : nil
        return authorize(event, against: AuthState(events, create: create, facts: index.facts))
    }
}
