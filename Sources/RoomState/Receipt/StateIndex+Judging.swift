import FederationCore
import RoomEvents

extension StateIndex {
    /// The events of `state` that the authorisation of `node` looks at, by required slot, or −1.
    ///
    /// Of a state whose memberships are not all known, one that is not there is the one that the event names
    /// itself.
    func basis(of node: Int32, in state: SharedMap, isPartial: Bool) -> [Int32] {
        requiredSlots[node].map { slot in
            if let event = state[slot] { return event }
            guard isPartial, tuples[Int(slot)].isMembership else { return -1 }
            return authEvent(of: node, in: slot)
        }
    }

    /// The same of its own auth events.
    func basis(ofAuthEventsOf node: Int32) -> [Int32] {
        requiredSlots[node].map { authEvent(of: node, in: $0) }
    }

    private func authEvent(of node: Int32, in slot: Int32) -> Int32 {
        graph.authEdges[node].first { slots[Int($0)] == slot } ?? -1
    }

    /// What the rules say of `event` by its own auth events, and of these.
    func decision(
        on event: Event, byAuthEvents authEvents: [Int32], rejected isRejected: [Bool],
        signers: Set<ServerName>?
    ) -> AuthDecision {
        var named = authEvents
        if event.version.rules.createEventNamesRoom,
            let create = event.roomID.createEventID.flatMap({ graph.numbers[$0] })
        {
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
        on node: Int32, in state: SharedMap, isPartial: Bool, after decision: AuthDecision,
        by basis: inout [Int32], signers: Set<ServerName>?
    ) -> AuthDecision {
        let found = self.basis(of: node, in: state, isPartial: isPartial)
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

extension StateTuple {
    /// Whether it is what a user is to the room.
    var isMembership: Bool { type.utf8.elementsEqual("m.room.member".utf8) }
}
