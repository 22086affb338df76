import FederationCore
import MatrixJSON

/// An event that a server handed out when it was asked for by its ID.
struct EventSighting: Sendable {
    /// The event.
    let eventID: EventID
    /// Whether it has the content that it was sent with.
    let isAsSent: Bool
    /// Where it says to be; none where it does not say.
    let place: Place?
    /// Its depth; none where it has none.
    let depth: Int64?

    /// A room, and a user who knows it.
    struct Place: Sendable, Hashable {
        let room: RoomID
        let user: UserID
    }

    /// What was handed out in place of what was sent.
    init(_ event: JSONElement, of eventID: EventID, sentAs pdu: TransactionPDU) {
        self.eventID = eventID
        // What was sent may be no JSON to us: then it is only told whether there is content.
        if let sent = try? JSONDocument(parsing: pdu.bytes, numbers: .preserving) {
            isAsSent =
                sent.root["content"]?.canonicalBytes() == event["content"]?.canonicalBytes()
        } else {
            isAsSent = event["content"]?.members.isEmpty == false
        }
        depth = event["depth"]?.integer
        // What is no identifier is no place.
        let room = event["room_id"]?.string.flatMap { try? RoomID(parsing: $0) }
        let user = event["sender"]?.string.flatMap { try? UserID(parsing: $0) }
        place = room.flatMap { room in user.map { Place(room: room, user: $0) } }
    }

    /// The sighting, once it is known whether the event is part of its room.
    func found(isPart: Bool) -> FoundEvent {
        guard isPart else { return .rejected }
        return isAsSent ? .asSent : .redacted
    }

    /// The sighting where that cannot be known.
    func unplaced(_ reason: String) -> FoundEvent {
        .unplaced(isAsSent: isAsSent, reason: reason)
    }
}
