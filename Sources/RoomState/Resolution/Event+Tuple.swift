public import RoomEvents

extension Event {
    /// What the event is the state of; none where it is no state.
    public var tuple: StateTuple? { stateKey.map { StateTuple(type, $0) } }
}
