import FederationCore
import MatrixJSON
import RoomEvents

/// The events that a server hands out as the history of a room, from some of them back.
struct RoomHistory: Sendable {
    /// The events.
    let eventIDs: Set<EventID>
    /// The least depth of them, where there are more.
    let lowestDepth: Int64?

    /// The most events that are asked for, which is as many as servers give.
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
        lowestDepth =
            events.count < Self.maximum ? nil : events.compactMap { $0["depth"]?.integer }.min()
    }

    /// Whether an event of that depth would be in it if it came before the ends.
    func reaches(_ depth: Int64?) -> Bool {
        guard let lowestDepth else { return true }
        return depth.map { $0 > lowestDepth } ?? false
    }
}
