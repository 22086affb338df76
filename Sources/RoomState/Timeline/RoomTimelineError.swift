public import FederationCore

/// Why events do not begin a room.
public enum RoomTimelineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// An `m.room.create` event is needed, and this is none.
    case notCreate(EventID, type: String)
    /// There is no `m.room.create` event.
    case noCreate
    /// The event that the room begins with is not accepted.
    case notAccepted(EventID, ReceiptVerdict, ReceiptCause?)
    /// An event is of another room.
    case otherRoom(EventID, RoomID, expected: RoomID)
    /// Events that others name in `auth_events` are not there, or were dropped.
    case missingAuthEvents([EventID])
    /// The events name each other in a ring.
    case ring(EventGraphError)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .notCreate(let id, let type):
            "a room begins with an m.room.create event, and \(id) is of the type '\(type)'"
        case .noCreate: "there is no m.room.create event"
        case .notAccepted(let id, let verdict, let cause):
            "the event \(id) is \(verdict.rawValue)" + (cause.map { ": \($0)" } ?? "")
        case .otherRoom(let id, let room, let expected):
            "the event \(id) is of the room \(room), and the others are of \(expected)"
        case .missingAuthEvents(let ids):
            "\(ids.count) auth events are not there, the first of them \(ids[0])"
        case .ring(let error): "\(error)"
        }
    }
}
