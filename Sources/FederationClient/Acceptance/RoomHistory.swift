import FederationCore
import MatrixJSON
import RoomEvents

/// The events that a server hands out as the history of a room, from some of them back.
struct RoomHistory: Sendable {
    /// The events.
    let eventIDs: Set<EventID>
    /// The least depth of them; none where they go back to the first event of the room.
    let lowestDepth: Int64?

    /// The most events that are asked for; servers may give fewer, whatever there is.
    static let maximum = 100

    /// Reads the answer to `backfill`.
    ///
    /// - Throws: ``RoomViewError`` where there are no events in it.
    init(_ answer: JSONElement, of version: RoomVersion) throws(RoomViewError) {
        guard let events = answer["pdus"]?.elements else {
            throw .unreadable("the history that the server hands out has no 'pdus'")
        }
        var eventIDs: Set<EventID> = []
        for event in events {
            // What is no event has no ID, and is not the one that is looked for.
            let document = try? JSONDocument(parsing: Array(event.rawBytes), numbers: .preserving)
            let eventID = document.flatMap { EventDocument($0, version: version).eventID }
            if let eventID { eventIDs.insert(eventID) }
        }
        self.eventIDs = eventIDs
        let reachesCreate = events.contains { $0["type"]?.string == "m.room.create" }
        // A page without depths reaches nothing.
        lowestDepth =
            reachesCreate ? nil : events.compactMap { $0["depth"]?.integer }.min() ?? .max
    }

    /// Whether an event of that depth would be in it if it came before the ends.
    func reaches(_ depth: Int64?) -> Bool {
        guard let lowestDepth else { return true }
        return depth.map { $0 > lowestDepth } ?? false
    }
}
