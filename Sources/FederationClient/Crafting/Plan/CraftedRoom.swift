public import FederationCore
public import RoomEvents

/// Where crafted events go: a room that the sender is in, and what an event there has to name.
public struct CraftedRoom: Sendable {
    /// The version of the room.
    public var version: RoomVersion
    /// The room.
    public var roomID: RoomID
    /// Who sends the events, a user of the own server who is in the room.
    public var sender: UserID
    /// The last events of the room.
    public var prevEvents: [Event]
    /// What allows a message of the sender: `m.room.create` where the version names it, the power levels, the
    /// sender's membership.
    public var authEvents: [Event]
    /// Other events of the room, of which one is named where it must not be.
    public var otherEvents: [Event]

    /// A room.
    public init(
        version: RoomVersion, roomID: RoomID, sender: UserID, prevEvents: [Event],
        authEvents: [Event], otherEvents: [Event] = []
    ) {
        self.version = version
        self.roomID = roomID
        self.sender = sender
        self.prevEvents = prevEvents
        self.authEvents = authEvents
        self.otherEvents = otherEvents
    }
}
