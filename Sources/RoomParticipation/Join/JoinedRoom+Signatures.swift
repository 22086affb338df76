public import RoomEvents

extension JoinedRoom {
    /// The room with another form of the join: the same event with further signatures.
    public func with(_ event: Event) -> JoinedRoom {
        JoinedRoom(
            version: version, event: event, state: state, authChain: authChain,
            serversInRoom: serversInRoom, isPartial: isPartial, resident: resident,
            findings: findings, steps: steps, earlierErrors: earlierErrors)
    }
}
