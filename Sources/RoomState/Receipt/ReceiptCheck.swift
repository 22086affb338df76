public import RoomEvents

/// The checks on receipt, over a set of events of one room.
///
/// The events may come in any order: they are dealt with in the order given, but each after those that it
/// names in `prev_events` and `auth_events`, and the current state is that of the events dealt with before.
/// Events that nobody has, and what hangs on them, are undecided.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public struct ReceiptCheck: Sendable {
    /// The version of the room.
    public let version: RoomVersion
    /// The keys to verify signatures with; without them, signatures are not looked at.
    public let keys: EventKeyTable?
    /// What it spends at most.
    public let limits: ReceiptLimits

    /// Checks for a room of that version.
    public init(
        version: RoomVersion, keys: EventKeyTable? = nil, limits: ReceiptLimits = ReceiptLimits()
    ) {
        self.version = version
        self.keys = keys
        self.limits = limits
    }

    /// Checks events that are still bytes.
    ///
    /// - Throws: ``EventGraphError`` where events name each other in a ring.
    public func report(on documents: [[UInt8]]) throws(EventGraphError) -> ReceiptReport {
        try report(
            arrivals: documents.enumerated().map { position, bytes in
                arrival(of: bytes, at: position)
            })
    }

    /// Checks events that were read before, so that their form is right.
    ///
    /// - Throws: ``EventGraphError`` where events name each other in a ring.
    public func report(on events: [Event]) throws(EventGraphError) -> ReceiptReport {
        try report(
            arrivals: events.enumerated().map { position, event in
                arrival(of: event, at: position)
            })
    }

    private func report(arrivals: [Arrival]) throws(EventGraphError) -> ReceiptReport {
        var arrivals = arrivals
        Arrival.keepOneRoom(&arrivals)
        let events = arrivals.enumerated().compactMap { place, arrival in
            arrival.event.map { (place: place, event: $0) }
        }
        let order = try ArrivalOrder(events.map(\.event)).order
        var receipts = arrivals.map(\.receipt)
        var run = ReceiptRun(
            version: version, limits: limits, keepsUndecided: true, capacity: events.count)
        for (turn, number) in order.enumerated() {
            let (place, event) = events[Int(number)]
            receipts[place].turn = turn
            receipts[place].record(
                run.receive(event, signatures: receipts[place].signatures))
        }
        let current = run.currentState()
        let extremities = run.extremities.sorted.sorted { order[Int($0)] < order[Int($1)] }
        return ReceiptReport(
            receipts: receipts, forwardExtremities: extremities.map(run.index.graph.id),
            resolved: run.states.resolved, work: run.states.work, index: run.index,
            statesBefore: run.states.before, current: current)
    }

    private func arrival(of bytes: [UInt8], at position: Int) -> Arrival {
        Arrival(bytes, version: version, keys: keys, position: position)
    }

    private func arrival(of event: Event, at position: Int) -> Arrival {
        Arrival(event, keys: keys, position: position)
    }
}
