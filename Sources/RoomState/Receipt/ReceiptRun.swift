import FederationCore
import RoomEvents

/// The receipt checks that need other events, one event after another.
struct ReceiptRun: Sendable {
    let limits: ReceiptLimits
    /// Whether an event that cannot be judged for want of others is kept, as one that others may name.
    let keepsUndecided: Bool
    private(set) var states: StateHistory
    private(set) var extremities = ForwardExtremities()

    /// A room of `version` without events, with room for so many.
    init(
        version: RoomVersion, limits: ReceiptLimits, keepsUndecided: Bool, capacity: Int = 0
    ) {
        self.limits = limits
        self.keepsUndecided = keepsUndecided
        states = StateHistory(version: version, limits: limits)
        states.reserveCapacity(capacity)
    }

    /// All that is known of the events.
    var index: StateIndex { states.index }

    /// Whether most memberships are missing from the states.
    var isPartial: Bool {
        get { states.isPartial }
        set { states.isPartial = newValue }
    }

    /// Lets the work on states be counted from here on.
    mutating func renewBudget() { states.renewBudget() }

    /// Steps 4 to 7 for an event that is not there yet, or is an outlier.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - signatures: What the signatures that are required came to; none where they are not looked at.
    ///   - given: The state before it, where the events before it do not tell.
    ///   - isPast: Whether it is known to be before what is there, so that the current state says nothing of it.
    /// - Returns: What became of it.
    mutating func receive(
        _ event: Event, signatures: [RequiredSignatureVerdict]?,
        stateBefore given: SharedMap? = nil, isPast: Bool = false
    ) -> ReceiptOutcome {
        let authEvents = index.graph.numbers(of: event.authEventIDs)
        if let missing = missingAuthEvents(of: event, beside: authEvents) {
            return leave(event, authEvents, .authEvents, .missingAuthEvents(missing))
        }
        // The servers whose signature is known to be valid; nothing where signatures are not looked at.
        let signers = Self.signers(signatures)
        // Step 4.
        var decision = index.decision(
            on: event, byAuthEvents: authEvents, rejected: states.isRejected, signers: signers)
        guard case .allowed = decision else {
            let node = states.keep(event, authEvents: authEvents)
            states.reject(node, before: given)
            return refuse(node, .rejected, .authEvents, decision)
        }
        // Step 5.
        let previous = index.graph.numbers(of: event.prevEventIDs)
        let before: SharedMap
        do {
            before =
                if let given { given } else {
                    try states.stateBefore(event, previous: previous)
                }
        } catch {
            return leave(event, authEvents, .stateBefore, error)
        }
        let node = states.keep(event, authEvents: authEvents)
        var basis = index.basis(ofAuthEventsOf: node)
        decision = index.decision(
            on: node, in: before, isPartial: isPartial, after: decision, by: &basis,
            signers: signers)
        guard case .allowed(let rule) = decision else {
            states.record(node, before: before, isRejected: true)
            return refuse(node, .rejected, .stateBefore, decision)
        }
        states.record(node, before: before, isRejected: false)
        if isPast { return accept(node, by: rule, isPast: true) }
        // Step 6.
        let readsPolicy = signatures != nil && index.slot(of: .policy) != nil
        let current: SharedMap
        do {
            current = try currentState(
                for: node, before: before, previous: previous, readsPolicy: readsPolicy)
        } catch {
            return pass(node, .undecided(.currentState, error))
        }
        decision = index.decision(
            on: node, in: current, isPartial: isPartial, after: decision, by: &basis,
            signers: signers)
        guard decision.isAllowed else {
            return refuse(node, .softFailed, .currentState, decision)
        }
        // Step 7.
        if readsPolicy, let policy = states.policyServer(in: current), !policy.hasSigned(event) {
            return pass(
                node,
                ReceiptOutcome(
                    verdict: .softFailed, step: .policyServer,
                    cause: .unsignedByPolicyServer(policy.server)))
        }
        return accept(node, by: rule)
    }

    private mutating func accept(
        _ node: Int32, by rule: AuthRule, isPast: Bool = false
    ) -> ReceiptOutcome {
        extremities.accept(node, isPast: isPast, in: states)
        return .accepted(by: rule)
    }

    /// Step 4 for an event that is not there yet, and that is no part of the history.
    mutating func receiveOutlier(
        _ event: Event, signatures: [RequiredSignatureVerdict]?
    ) -> ReceiptOutcome {
        let authEvents = index.graph.numbers(of: event.authEventIDs)
        if let missing = missingAuthEvents(of: event, beside: authEvents) {
            return leave(event, authEvents, .authEvents, .missingAuthEvents(missing))
        }
        let decision = index.decision(
            on: event, byAuthEvents: authEvents, rejected: states.isRejected,
            signers: Self.signers(signatures))
        states.keepOutlier(event, authEvents: authEvents, isRejected: !decision.isAllowed)
        switch decision {
        case .allowed(let rule): return .accepted(by: rule)
        case .rejected(let rule, let against, let reason):
            return .refused(.rejected, .authEvents, rule: rule, against: against, reason: reason)
        }
    }

    /// The state of the room before the event came.
    private mutating func currentState(
        for node: Int32, before: SharedMap, previous: [Int32], readsPolicy: Bool
    ) throws(ReceiptCause) -> SharedMap {
        if extremities.areExactly(previous) || extremities.isEmpty { return before }
        // Where all lines agree on what the event is judged by, the whole need not be resolved.
        if !readsPolicy, extremities.count <= limits.agreements,
            let agreed = states.agreed(
                on: index.requiredSlots[node], for: node, after: extremities.sorted)
        {
            return agreed
        }
        guard extremities.countAfter(previous) <= limits.extremities else {
            throw .tooManyExtremities(limit: limits.extremities)
        }
        return try states.resolved(after: extremities.sorted)
    }

    /// The state of the room now; none where resolving it takes too much.
    mutating func currentState() -> SharedMap? { try? states.resolved(after: extremities.sorted) }

    /// The auth events of an event that are not there; nothing where those that are there are all.
    private func missingAuthEvents(of event: Event, beside known: [Int32]) -> [EventID]? {
        guard known.count < event.authEventIDs.count else { return nil }
        let missing = event.authEventIDs.filter { index.graph.numbers[$0] == nil }
        return missing.isEmpty ? nil : missing
    }

    private static func signers(
        _ signatures: [RequiredSignatureVerdict]?
    ) -> Set<ServerName>? {
        signatures.map { Set($0.filter(\.isSatisfied).map(\.required.server)) }
    }

    /// Leaves an event undecided for want of others.
    private mutating func leave(
        _ event: Event, _ authEvents: [Int32], _ step: ReceiptStep, _ cause: ReceiptCause
    ) -> ReceiptOutcome {
        guard keepsUndecided else {
            // It may come again, and then otherwise.
            index.facts.forget(event.eventID)
            return .undecided(step, cause)
        }
        return pass(states.keep(event, authEvents: authEvents), .undecided(step, cause))
    }

    private mutating func refuse(
        _ node: Int32, _ verdict: ReceiptVerdict, _ step: ReceiptStep, _ decision: AuthDecision
    ) -> ReceiptOutcome {
        guard case .rejected(let rule, let against, let reason) = decision else {
            preconditionFailure("what is allowed is not refused")
        }
        return pass(
            node, .refused(verdict, step, rule: rule, against: against, reason: reason))
    }

    private mutating func pass(_ node: Int32, _ outcome: ReceiptOutcome) -> ReceiptOutcome {
        extremities.pass(node, in: states)
        return outcome
    }
}

extension ReceiptCause: Error {}
