import FederationCore
public import RoomEvents

extension RoomTimeline {
    /// A room that was joined: what a resident server gave with the answer to `send_join`.
    ///
    /// The events of the state and of the auth chain are outliers, each judged by its own auth events; those
    /// that are rejected are no part of the state.
    ///
    /// - Parameters:
    ///   - event: The event that joined.
    ///   - state: The state before it.
    ///   - authChain: What else leads to the events of the state.
    ///   - isPartial: Whether most memberships are missing from the state, as ``isPartial`` says.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    ///   - limits: What the checks spend at most.
    /// - Throws: ``RoomTimelineError`` where the events do not make a room that `event` may come into.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
    public init(
        joinedBy event: Event, state: [Event], authChain: [Event], isPartial: Bool = false,
        keys: EventKeyTable? = nil, limits: ReceiptLimits = ReceiptLimits()
    ) throws(RoomTimelineError) {
        self.init(version: event.version, roomID: event.roomID, limits: limits)
        run.isPartial = isPartial
        // A server that counts the event itself to the state before it means the same.
        let state = state.filter { $0.eventID != event.eventID }
        let others = authChain.filter { $0.eventID != event.eventID }
        try addOutliers(state + others, keys: keys)
        guard state.contains(where: { $0.tuple == .create }) else { throw .noCreate }
        let receipt = receive(event, stateBefore: state.map(\.eventID), keys: keys)
        try begin(with: receipt, of: event)
    }

    /// Adds outliers in any order, all of whose auth events are there.
    private mutating func addOutliers(
        _ events: [Event], keys: EventKeyTable?
    ) throws(RoomTimelineError) {
        for event in try Self.ordered(events) {
            guard event.roomID == roomID else {
                throw .otherRoom(event.eventID, event.roomID, expected: roomID)
            }
            if case .missingAuthEvents(let ids)? = addOutlier(event, keys: keys).cause {
                throw .missingAuthEvents(ids)
            }
        }
    }

    /// Whether most memberships are missing from the states, as they are in the answer to a join that asked to
    /// leave them out.
    ///
    /// What the state of such a room does not have of memberships is taken from the auth events of whatever is
    /// judged.
    public var isPartial: Bool { run.isPartial }

    /// The room with the whole state before the event that joined, and all else judged again, by the events as
    /// they came; what was redacted stays so.
    ///
    /// - Parameters:
    ///   - state: The whole state before the event that joined.
    ///   - authChain: What else leads to the events of the state.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    /// - Returns: The room, which is no longer partial.
    /// - Throws: ``RoomTimelineError`` where the events do not make a room that can have been joined.
    public func completed(
        by state: [Event], authChain: [Event], keys: EventKeyTable? = nil
    ) throws(RoomTimelineError) -> RoomTimeline {
        let order = run.states.order
        guard let join = order.first else { throw .noCreate }
        // What came here whole may have come from there redacted.
        let known = { (event: Event) in
            receipt(of: event.eventID)?.isRedacted == false ? whole(event.eventID) ?? event : event
        }
        var room = try RoomTimeline(
            joinedBy: event(at: join), state: state.map(known),
            authChain: authChain.map(known) + run.states.outliers.sorted().map(event(at:)),
            keys: keys, limits: run.limits)
        for node in order.dropFirst() {
            let event = event(at: node)
            let needsState = room.run.states.needsState(before: event)
            let given = needsState ? stateEventIDs(before: event.eventID) : nil
            room.receive(
                event, stateBefore: given, isPast: past.contains(event.eventID), keys: keys)
        }
        room.redactions.keep(redactions)
        return room
    }

    /// Keeps what is known of the room from an earlier stay, as its history: each event has the state before it
    /// that it had then, is judged as it came, and is redacted where it was.
    ///
    /// - Parameters:
    ///   - former: The room as it was at the end of that stay.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    public mutating func keepHistory(of former: RoomTimeline, keys: EventKeyTable? = nil) {
        for event in former.run.index.graph.events where whole(event.eventID) == nil {
            addOutlier(event, keys: keys)
        }
        for node in former.run.states.order {
            let event = former.event(at: node)
            let needsState = run.states.needsState(before: event)
            let given = needsState ? former.stateEventIDs(before: event.eventID) : nil
            receive(past: event, stateBefore: given, keys: keys)
        }
        redactions.keep(former.redactions)
    }

    /// The event at a place as it came.
    private func event(at node: Int32) -> Event { run.index.graph.events[Int(node)] }
}
