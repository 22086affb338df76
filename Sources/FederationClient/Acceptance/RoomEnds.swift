import FederationCore
import MatrixJSON
import RoomEvents

/// The last events of a room as a server has it, which a new event there would come after.
///
/// What a server rejected, or what failed softly, is never among them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#pdus>
struct RoomEnds: Sendable {
    /// The version of the room.
    let version: RoomVersion
    /// The last events.
    let eventIDs: [EventID]

    /// Servers name no more than so many of the ends of a room, and leave the others out.
    static let usualMaximum = 10

    /// Whether there may be ends that are not named.
    var mayBeMore: Bool { eventIDs.count >= Self.usualMaximum }

    /// Reads the answer to a request for a template, such as that of a leave event.
    ///
    /// - Throws: ``RoomViewError`` where it does not say which events come before.
    init(template answer: JSONElement) throws(RoomViewError) {
        // Without a version it is one of the first two, whose events are written alike.
        let name = answer["room_version"]?.string ?? "1"
        guard let version = try? RoomVersion(parsing: name) else {
            throw .unreadable("the room is of the unknown version '\(name)'")
        }
        guard let references = answer["event"]?["prev_events"]?.elements else {
            throw .unreadable("the template of the server names no 'prev_events'")
        }
        self.version = version
        // Before version 3 each is a pair of an ID and hashes.
        eventIDs = references.compactMap { reference in
            let text = reference.string ?? reference.elements.first?.string
            return text.flatMap { try? EventID(parsing: $0) }
        }
    }
}
