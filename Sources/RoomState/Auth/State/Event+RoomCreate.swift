public import FederationCore
public import RoomEvents

extension Event {
    /// The create event that the room ID names since room version 12, where it is known; none before.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v12/>
    public func roomCreateEvent(known: (EventID) -> Event?) -> Event? {
        guard version.rules.createEventNamesRoom, let id = roomID.createEventID,
            let event = known(id),
            event.type.isExactly("m.room.create")
        else { return nil }
        return event
    }
}
