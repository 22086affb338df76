import FederationCore
import RoomEvents

/// The state before and after every event, as far as it is known.
struct StateHistory: Sendable {
    private let limits: ReceiptLimits
    private var resolver: StateResolver
    private(set) var before: [SharedMap?] = []
    private(set) var after: [SharedMap?] = []
    private var resolutions: [Set<ObjectIdentifier?>: SharedMap] = [:]
    private var policyServers: [ObjectIdentifier?: RoomPolicy?] = [:]
    private var memberSlots = MemberSlots()
    /// The first event of each slot that any event so far belongs to.
    private var firstOfSlot: [Int32: Int32] = [:]
    /// How many states were resolved.
    private(set) var resolved = 0

    /// What had been spent when the budget was last renewed.
    private var spent = ResolutionWork()
    /// The events that are there for their IDs only: nothing is known of their place in the history.
    private(set) var outliers: Set<Int32> = []
    /// The events that have a place in the history, in the order in which they got it.
    private(set) var order: [Int32] = []
    /// Whether most memberships are missing from the states.
    var isPartial = false

    /// The history of no events.
    init(version: RoomVersion, limits: ReceiptLimits) {
        self.limits = limits
        resolver = StateResolver(StateIndex(), algorithm: version.rules.stateResolution)
    }

    /// All that is known of the events.
    var index: StateIndex { resolver.index }

    /// The events and how they authorise each other.
    var graph: EventGraph { resolver.index.graph }

    /// What resolving them took.
    var work: ResolutionWork { resolver.work }

    /// Which events were rejected.
    var isRejected: [Bool] { resolver.isRejected }

    /// Counts the work from here on.
    mutating func renewBudget() { spent = resolver.work }

    /// Makes room for an event, or takes an outlier into the history.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - authEvents: Those of its auth events that are there, each once.
    /// - Returns: Its number.
    mutating func keep(_ event: Event, authEvents: [Int32]) -> Int32 {
        if !outliers.isEmpty, let node = resolver.index.graph.numbers[event.eventID] { return node }
        before.append(nil)
        after.append(nil)
        return resolver.append(event, authEvents: authEvents)
    }

    /// Makes room for so many events.
    mutating func reserveCapacity(_ count: Int) { resolver.reserveCapacity(count) }

    /// Takes note of an event that is not there yet, without a place in the history.
    mutating func keepOutlier(_ event: Event, authEvents: [Int32], isRejected: Bool) {
        let node = keep(event, authEvents: authEvents)
        note(node, isRejected: isRejected)
        outliers.insert(node)
    }

    /// The state before an event.
    mutating func stateBefore(
        _ event: Event, previous: [Int32]
    ) throws(ReceiptCause) -> SharedMap {
        if previous.count < event.prevEventIDs.count || previous.contains(where: hasNoState) {
            let missing = event.prevEventIDs.filter { id in
                resolver.index.graph.numbers[id].map(hasNoState) ?? true
            }
            guard missing.isEmpty else { throw .missingPreviousEvents(missing) }
        }
        return try resolved(after: previous)
    }

    /// Whether the state after an event is not known.
    private func hasNoState(_ node: Int32) -> Bool { after[Int(node)] == nil }

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
        let (states, identities) = distinctStates(after: nodes)
        guard states.count > 1 else { return states.first ?? SharedMap() }
        if let known = resolutions[identities] { return known }
        guard resolver.work.judgements - spent.judgements < limits.judgements else {
            throw .tooMuchWork(limit: limits.judgements)
        }
        guard resolver.work.visits - spent.visits < limits.visits else {
            throw .tooLongChains(limit: limits.visits)
        }
        var untraced: ResolutionRun?
        let state = resolver.resolve(states, run: &untraced)
        resolutions[identities] = state
        resolved += 1
        return state
    }

    /// The same, without spending the budget, and without keeping what came out: `remembered` may do that.
    func resolved(
        after nodes: [Int32], remembering remembered: ResolvedStateMemory
    ) -> SharedMap {
        let (states, identities) = distinctStates(after: nodes)
        guard states.count > 1 else { return states.first ?? SharedMap() }
        if let known = resolutions[identities] { return known }
        return remembered.state(of: states) {
            var resolver = resolver.withoutMemory()
            var untraced: ResolutionRun?
            return resolver.resolve(states, run: &untraced)
        }
    }

    private func distinctStates(
        after nodes: [Int32]
    ) -> (states: [SharedMap], identities: Set<ObjectIdentifier?>) {
        var states: [SharedMap] = []
        var identities: Set<ObjectIdentifier?> = []
        for node in nodes {
            guard let state = after[Int(node)], identities.insert(state.identity).inserted else {
                continue
            }
            states.append(state)
        }
        return (states, identities)
    }

    /// Takes note of an event whose state before is known.
    mutating func record(_ node: Int32, before state: SharedMap, isRejected: Bool) {
        note(node, isRejected: isRejected)
        order.append(node)
        before[Int(node)] = state
        let slot = index.slots[Int(node)]
        guard !isRejected, slot >= 0 else {
            after[Int(node)] = state
            return
        }
        var changed = state
        changed.set(slot, to: node)
        after[Int(node)] = changed
    }

    /// Takes note of an event that its auth events do not allow; what comes behind it still has a state.
    mutating func reject(_ node: Int32, before given: SharedMap?) {
        resolver.isRejected[Int(node)] = true
        outliers.remove(node)
        let event = graph.events[Int(node)]
        // Without its state, what is built on it is undecided, which is said there.
        if let state = given ?? (try? stateBefore(event, previous: graph.previous(of: node))) {
            record(node, before: state, isRejected: true)
        } else {
            order.append(node)
        }
    }

    /// Takes note of an event that has its place in resolutions from now on.
    private mutating func note(_ node: Int32, isRejected: Bool) {
        resolver.isRejected[Int(node)] = isRejected
        // An outlier was noted before.
        guard outliers.remove(node) == nil else { return }
        let slot = index.slots[Int(node)]
        guard slot >= 0 else { return }
        if firstOfSlot[slot] == nil { firstOfSlot[slot] = node }
        if !isRejected { resolver.add(node) }
    }

    /// The policy server of a room in that state, by the event that names it as it came, redacted or not.
    mutating func policyServer(in state: SharedMap) -> RoomPolicy? {
        guard let slot = index.slot(of: .policy), let policy = state[slot] else { return nil }
        if let known = policyServers[state.identity] { return known }
        memberSlots.read(index)
        let found = RoomPolicy(
            index.graph.events[Int(policy)], in: state, by: index, members: memberSlots)
        policyServers[state.identity] = .some(found)
        return found
    }
}
