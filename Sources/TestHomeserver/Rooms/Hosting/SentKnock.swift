import FederationCore
import RoomEvents

/// A knock of a user of a server at a room that others are in.
struct SentKnock: Sendable {
    /// The knock.
    let event: Event
    /// The server that took it.
    let resident: ServerName
    /// What that server tells of the room.
    let roomState: [Event]
}
