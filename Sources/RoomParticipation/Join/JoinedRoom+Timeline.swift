public import RoomState

extension JoinedRoom {
    /// The room as it grows from the join on.
    ///
    /// - Throws: `RoomTimelineError`, where the limits do not suffice.
    public func timeline(
        limits: ReceiptLimits = ReceiptLimits()
    ) throws(RoomTimelineError) -> RoomTimeline {
        // Everything was verified already.
        try RoomTimeline(
            joinedBy: event, state: state, authChain: authChain, isPartial: isPartial,
            limits: limits)
    }
}
