import FederationCore
import RoomEvents
import RoomState

extension RoomTimeline {
    /// What events stand on, from the oldest: their auth events, the auth events of those, and so on; of what was
    /// redacted, what is left.
    ///
    /// The create event is in it in every version of rooms.
    func fullAuthChain(of events: [Event]) -> [Event] {
        let chain = authChain(of: events.map(\.eventID))
        guard version.rules.createEventNamesRoom, let id = roomID.createEventID,
            let create = self[id], !chain.contains(where: { $0.eventID == id }),
            !events.contains(where: { $0.eventID == id && events.count == 1 })
        else { return chain }
        return [create] + chain
    }

    /// The IDs of what events stand on, as ``fullAuthChain(of:)`` has it.
    func fullAuthChainIDs(of ids: [EventID]) -> [EventID] {
        let chain = authChainIDs(of: ids)
        guard version.rules.createEventNamesRoom, let id = roomID.createEventID, self[id] != nil,
            !chain.contains(id), ids != [id]
        else { return chain }
        return [id] + chain
    }

    /// What a user who is not in the room is told of it; of what was redacted, what is left.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#stripped-state>
    var strippedState: [Event] {
        [
            "m.room.create", "m.room.name", "m.room.avatar", "m.room.topic", "m.room.join_rules",
            "m.room.canonical_alias", "m.room.encryption",
        ].compactMap { currentEvent($0) }
    }
}
