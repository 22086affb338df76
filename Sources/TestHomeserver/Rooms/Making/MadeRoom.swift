import FederationCore
import RoomEvents

/// A room that was made of its description.
struct MadeRoom {
    /// What the file calls it.
    let name: String
    /// The events, in order; the first is the create event.
    let events: [Event]
    /// Its aliases on the server that describes it.
    let aliases: [RoomAlias]
    /// Whether the directory of that server lists it.
    let isListed: Bool
}
