public import FederationCore

/// What an event that is built gets from where it is built, as far as its template does not say it.
public struct EventSurroundings: Sendable {
    /// When the event is made, in milliseconds since the Unix epoch.
    public var originServerTS: Int64
    /// The events that it comes after.
    public var prevEvents: [Event]
    /// The events that allow it.
    public var authEvents: [Event]
    /// Who sends it.
    public var sender: UserID?
    /// The room.
    public var roomID: RoomID?
    /// Between `$` and `:` in the event ID of room versions 1 and 2.
    public var eventIDLocalPart: String?

    /// Surroundings.
    public init(
        originServerTS: Int64, prevEvents: [Event] = [], authEvents: [Event] = [],
        sender: UserID? = nil, roomID: RoomID? = nil, eventIDLocalPart: String? = nil
    ) {
        self.originServerTS = originServerTS
        self.prevEvents = prevEvents
        self.authEvents = authEvents
        self.sender = sender
        self.roomID = roomID
        self.eventIDLocalPart = eventIDLocalPart
    }
}
