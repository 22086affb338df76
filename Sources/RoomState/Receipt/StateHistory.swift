import FederationCore
import RoomEvents

/// The state before and after every event, as far as it is known.
struct StateHistory {
    private let index: StateIndex
    private let limits: ReceiptLimits
    private var resolver: StateResolver
    private(set) var before: [SharedMap?]
    private var after: [SharedMap?]
    private var resolutions: [Set<ObjectIdentifier?>: SharedMap] = [:]
    private var policyServers: [ObjectIdentifier?: RoomPolicy?] = [:]
    private var memberSlots: MemberSlots?
    /// The first event of each slot that any event so far belongs to.
    private var firstOfSlot: [Int32: Int32] = [:]
    /// How many states were resolved.
    private(set) var resolved = 0

    init(_ index: StateIndex, check: ReceiptCheck) {
        self.index = index
        limits = check.limits
        resolver = StateResolver(index, algorithm: check.version.rules.stateResolution)
        before = Array(repeating: nil, count: index.graph.events.count)
        after = before
    }

    /// What resolving them took.
    var work: ResolutionWork { resolver.work }

    /// Which events were rejected.
    var isRejected: [Bool] { resolver.isRejected }

    /// The state before an event.
    mutating func stateBefore(
        _ node: Int32, previous: ArraySlice<Int32>
    ) throws(ReceiptCause) -> SharedMap {
        let event = index.graph.events[Int(node)]
        let missing = event.prevEventIDs.filter { id in
            index.graph.numbers[id].map { after[Int($0)] == nil } ?? true
        }
        guard missing.isEmpty else { throw .missingPreviousEvents(missing) }
        return try resolved(after: Array(previous))
    }

    /// A state that has in `slots` what the states after `nodes` resolve to, because all of them have the
    /// same there; none where they do not.
    ///
    /// What no state has may still come from the auth chain of what is in conflict, where another event than
    /// `node` was there once.
    func agreed(
        on slots: ArraySlice<Int32>, for node: Int32, after nodes: [Int32]
    ) -> SharedMap? {
        guard let first = nodes.first, let state = after[Int(first)] else { return nil }
        for slot in slots {
            let value = state[slot]
            if value == nil, let former = firstOfSlot[slot], former != node { return nil }
            for other in nodes.dropFirst() where after[Int(other)]?[slot] != value { return nil }
        }
        return state
    }

    /// The state after several events together.
    mutating func resolved(after nodes: [Int32]) throws(ReceiptCause) -> SharedMap {
        var states: [SharedMap] = []
        var identities: Set<ObjectIdentifier?> = []
        for case let state? in nodes.map({ after[Int($0)] })
        where identities.insert(state.identity).inserted {
            states.append(state)
        }
        guard states.count > 1 else { return states.first ?? index.emptyState }
        if let known = resolutions[identities] { return known }
        guard resolver.work.judgements < limits.judgements else {
            throw .tooMuchWork(limit: limits.judgements)
        }
        guard resolver.work.visits < limits.visits else {
            throw .tooLongChains(limit: limits.visits)
        }
        var untraced: ResolutionRun?
        let state = resolver.resolve(states, run: &untraced)
        resolutions[identities] = state
        resolved += 1
        return state
    }

    /// Takes note of an event whose state before is known.
    mutating func record(_ node: Int32, before state: SharedMap, isRejected: Bool) {
        before[Int(node)] = state
        resolver.isRejected[Int(node)] = isRejected
        let slot = index.slots[Int(node)]
        if slot >= 0, firstOfSlot[slot] == nil { firstOfSlot[slot] = node }
        guard !isRejected, slot >= 0 else {
            after[Int(node)] = state
            return
        }
        resolver.add(node)
        var changed = state
        changed.set(slot, to: node)
        after[Int(node)] = changed
    }

    /// Takes note of an event that its auth events do not allow; what comes behind it still has a state.
    mutating func reject(_ node: Int32, previous: ArraySlice<Int32>) {
        resolver.isRejected[Int(node)] = true
        // Without its state, what is built on it is undecided, which is said there.
        if let state = try? stateBefore(node, previous: previous) {
            record(node, before: state, isRejected: true)
        }
    }

    /// The policy server of a room in that state.
    mutating func policyServer(in state: SharedMap) -> RoomPolicy? {
        guard let slot = index.slot(of: .policy), let policy = state[slot] else { return nil }
        if let known = policyServers[state.identity] { return known }
        let members = memberSlots ?? MemberSlots(index)
        memberSlots = members
        let found = RoomPolicy(
            index.graph.events[Int(policy)], in: state, by: index, members: members)
        policyServers[state.identity] = .some(found)
        return found
    }
}
