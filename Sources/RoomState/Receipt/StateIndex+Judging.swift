import FederationCore
import RoomEvents

extension StateIndex {
    /// The events of `state` that the authorisation of `node` looks at, by required slot, or −1.
    func basis(of node: Int32, in state: SharedMap) -> [Int32] {
        requiredSlots[node].map { state[$0] ?? -1 }
    }

    /// The same of its own auth events.
    func basis(ofAuthEventsOf node: Int32) -> [Int32] {
        requiredSlots[node].map { slot in
            graph.authEdges[node].first { slots[Int($0)] == slot } ?? -1
        }
    }

    /// What the rules say of `node` by its own auth events, and of these.
    func decision(
        byAuthEventsOf node: Int32, rejected isRejected: [Bool], signers: Set<ServerName>?
    ) -> AuthDecision {
        let event = graph.events[Int(node)]
        var named = Array(graph.authEdges[node])
        if event.version.rules.createEventNamesRoom, let create = create(for: node) {
            named.append(create)
        }
        let rejected = named.filter { isRejected[Int($0)] }.map(graph.id)
        return authorize(
            event, authEvents: named.map { graph.events[Int($0)] }, rejected: Set(rejected),
            signedBy: signers, facts: facts)
    }

    /// What the rules say of `node` in `state`.
    ///
    /// Where it was judged before by the same events, the `decision` of then stands: most events are judged
    /// three times by the same ones.
    func decision(
        on node: Int32, in state: SharedMap, after decision: AuthDecision,
        by basis: inout [Int32], signers: Set<ServerName>?
    ) -> AuthDecision {
        let found = self.basis(of: node, in: state)
        guard found != basis else { return decision }
        basis = found
        let event = graph.events[Int(node)]
        let create =
            event.version.rules.createEventNamesRoom
            ? create(for: node).map { graph.events[Int($0)] } : nil
        let events = found.filter { $0 >= 0 }.map { graph.events[Int($0)] }
        return authorize(
            event, against: AuthState(events, create: create, facts: facts), signedBy: signers)
    }
}
