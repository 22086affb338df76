import FederationCore
import RoomEvents

/// The receipt checks that need other events, one event after another.
struct ReceiptRun {
    let check: ReceiptCheck
    let index: StateIndex
    let previous: PackedEdges
    /// Every event behind all that it names.
    let order: [Int32]
    /// The place of every event's receipt.
    let places: [Int]
    var receipts: [Receipt]
    var states: StateHistory
    var extremities: ForwardExtremities

    /// What is left of `arrivals`, to be dealt with.
    ///
    /// - Throws: ``EventGraphError`` where they name each other in a ring.
    init(_ arrivals: [Arrival], check: ReceiptCheck) throws(EventGraphError) {
        let graph = try EventGraph(arrivals.compactMap(\.event))
        let arrivalOrder = try ArrivalOrder(graph)
        self.check = check
        index = StateIndex(graph)
        previous = arrivalOrder.previous
        order = arrivalOrder.order
        places = arrivals.indices.filter { arrivals[$0].event != nil }
        receipts = arrivals.map(\.receipt)
        states = StateHistory(index, check: check)
        extremities = ForwardExtremities(previous)
    }

    /// Deals with all.
    mutating func report() -> ReceiptReport {
        for (turn, node) in order.enumerated() {
            receipts[places[Int(node)]].turn = turn
            judge(node)
        }
        let current = try? states.resolved(after: extremities.sorted)
        return ReceiptReport(
            receipts: receipts, forwardExtremities: extremities.sorted.map(index.graph.id),
            resolved: states.resolved, work: states.work, index: index,
            statesBefore: states.before, current: current)
    }

    /// Steps 4 to 7.
    private mutating func judge(_ node: Int32) {
        let event = index.graph.events[Int(node)]
        let missing = event.authEventIDs.filter { index.graph.numbers[$0] == nil }
        guard missing.isEmpty else {
            return end(node, .undecided, .authEvents, .missingAuthEvents(missing))
        }
        let signers = self.signers(of: node)
        // Step 4.
        let byAuthEvents = index.decision(
            byAuthEventsOf: node, rejected: states.isRejected, signers: signers)
        guard case .allowed(var rule) = byAuthEvents else {
            return refuse(node, .rejected, .authEvents, byAuthEvents)
        }
        var basis = index.basis(ofAuthEventsOf: node)
        // Step 5.
        let before: SharedMap
        do {
            before = try states.stateBefore(node, previous: previous[node])
        } catch {
            return end(node, .undecided, .stateBefore, error)
        }
        var decision = index.decision(
            on: node, in: before, after: byAuthEvents, by: &basis, signers: signers)
        guard case .allowed(let ruleBefore) = decision else {
            states.record(node, before: before, isRejected: true)
            return refuse(node, .rejected, .stateBefore, decision)
        }
        rule = ruleBefore
        states.record(node, before: before, isRejected: false)
        // Step 6.
        let current: SharedMap
        do {
            current = try currentState(for: node, before: before)
        } catch {
            return end(node, .undecided, .currentState, error)
        }
        decision = index.decision(
            on: node, in: current, after: decision, by: &basis, signers: signers)
        guard decision.isAllowed else {
            return refuse(node, .softFailed, .currentState, decision)
        }
        // Step 7.
        if check.keys != nil, let policy = states.policyServer(in: current),
            !policy.hasSigned(event)
        {
            return end(
                node, .softFailed, .policyServer, .unsignedByPolicyServer(policy.server))
        }
        receipts[places[Int(node)]].verdict = .accepted
        receipts[places[Int(node)]].allowedBy = rule
        extremities.accept(node)
    }

    /// The state of the room before the event came.
    private mutating func currentState(
        for node: Int32, before: SharedMap
    ) throws(ReceiptCause) -> SharedMap {
        if extremities.areExactly(previous[node]) || extremities.isEmpty { return before }
        // Where all lines agree on what the event is judged by, the whole need not be resolved.
        let readsPolicy = check.keys != nil && index.slot(of: .policy) != nil
        if !readsPolicy, extremities.count <= check.limits.agreements,
            let agreed = states.agreed(
                on: index.requiredSlots[node], for: node, after: extremities.sorted)
        {
            return agreed
        }
        let limit = check.limits.extremities
        guard extremities.countAfter(node) <= limit else {
            throw .tooManyExtremities(limit: limit)
        }
        return try states.resolved(after: extremities.sorted)
    }

    /// The servers whose signature is known to be valid; nothing where signatures are not looked at.
    private func signers(of node: Int32) -> Set<ServerName>? {
        receipts[places[Int(node)]].signatures.map { signatures in
            Set(signatures.filter(\.isSatisfied).map(\.required.server))
        }
    }

    private mutating func refuse(
        _ node: Int32, _ verdict: ReceiptVerdict, _ step: ReceiptStep, _ decision: AuthDecision
    ) {
        guard case .rejected(let rule, let against, let reason) = decision else { return }
        if step == .authEvents {
            states.reject(node, previous: previous[node])
        }
        end(node, verdict, step, .refused(rule: rule, against: against, reason: reason))
    }

    private mutating func end(
        _ node: Int32, _ verdict: ReceiptVerdict, _ step: ReceiptStep, _ cause: ReceiptCause
    ) {
        receipts[places[Int(node)]].verdict = verdict
        receipts[places[Int(node)]].step = step
        receipts[places[Int(node)]].cause = cause
        extremities.pass(node)
    }
}

extension ReceiptCause: Error {}
