import FederationCore
import RoomEvents

/// Resolves states of one room, as often as asked.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#room-state-resolution>
struct StateResolver {
    private(set) var index: StateIndex
    let algorithm: StateResolutionAlgorithm
    /// Whether each event is known to have been rejected: those are not used as auth events.
    var isRejected: [Bool]
    /// The state events that have each event in their auth events, as far as they are taken note of: those
    /// that can be in a state.
    private(set) var citations: [[Int32]]
    /// What all resolutions so far took.
    var work = ResolutionWork()
    /// What the rules said of each event the last time, and of which state.
    private var judgements: [Int32: Judgement] = [:]
    var marks: NodeMarks
    var otherMarks: NodeMarks

    /// Resolves with the algorithm.
    init(_ index: StateIndex, algorithm: StateResolutionAlgorithm) {
        self.index = index
        self.algorithm = algorithm
        let count = index.graph.events.count
        isRejected = [Bool](repeating: false, count: count)
        citations = [[Int32]](repeating: [], count: count)
        marks = NodeMarks(count: count)
        otherMarks = NodeMarks(count: count)
    }

    /// Makes room for so many events.
    mutating func reserveCapacity(_ count: Int) { index.reserveCapacity(count) }

    /// Adds an event that is not there yet, and that no event in the index names.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - authEvents: Those of its auth events that are there, each once.
    /// - Returns: Its number.
    mutating func append(_ event: Event, authEvents: [Int32]) -> Int32 {
        isRejected.append(false)
        citations.append([])
        marks.addNode()
        otherMarks.addNode()
        return index.append(event, authEvents: authEvents)
    }

    var graph: EventGraph { index.graph }

    /// The same resolver, which has not judged anything yet.
    func withoutMemory() -> StateResolver {
        var resolver = self
        resolver.judgements = [:]
        resolver.marks = NodeMarks(count: isRejected.count)
        resolver.otherMarks = NodeMarks(count: isRejected.count)
        return resolver
    }

    /// Takes note of an event that states may have from now on.
    mutating func add(_ node: Int32) {
        guard index.slots[Int(node)] >= 0 else { return }
        for target in graph.authEdges[node] { citations[Int(target)].append(node) }
    }

    /// The one state that `forks`, of events that were added, come to.
    mutating func resolve(_ forks: [SharedMap], run: inout ResolutionRun?) -> SharedMap {
        guard let first = forks.first else { return SharedMap() }
        var slots: [Int32] = []
        SharedMap.forEachDifference(among: forks) { slots.append($0) }
        guard !slots.isEmpty else {
            run?.unconflicted = first
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
    ///
    /// Where the rules were asked before by the same events, they are not asked again.
    mutating func judge(_ node: Int32, in state: SharedMap, fallback: Bool) -> AuthDecision {
        work.visits += 1
        let basis = index.requiredSlots[node].compactMap { slot in
            if let found = state[slot] { return found }
            guard fallback else { return nil }
            return graph.authEdges[node].first {
                index.slots[Int($0)] == slot && !isRejected[Int($0)]
            }
        }
        if let known = judgements[node], known.basis == basis { return known.decision }
        work.judgements += 1
        let event = graph.events[Int(node)]
        let create =
            event.version.rules.createEventNamesRoom
            ? index.create(for: node).map { graph.events[Int($0)] } : nil
        let decision = authorize(
            event,
            against: AuthState(
                basis.map { graph.events[Int($0)] }, create: create, facts: index.facts))
        judgements[node] = Judgement(basis: basis, decision: decision)
        return decision
    }

    /// What the rules said of an event.
    private struct Judgement {
        /// The events of the state that they looked at.
        let basis: [Int32]
        let decision: AuthDecision
    }
}
