import FederationCore
import RoomEvents

/// An event that was received, as far as it got by itself.
struct Arrival {
    var receipt: Receipt
    /// The event as it goes on; none where it was dropped.
    var event: Event?

    init(receipt: Receipt, event: Event? = nil) {
        self.receipt = receipt
        self.event = event
    }

    private mutating func drop(_ cause: ReceiptCause) {
        receipt.verdict = .dropped
        receipt.step = .format
        receipt.cause = cause
        event = nil
    }

    /// Drops what is there twice, and what is not of the room of the first create event, or of the first event.
    static func keepOneRoom(_ arrivals: inout [Arrival]) {
        let create = arrivals.lazy.compactMap(\.event).first { $0.tuple == .create }
        let first = create ?? arrivals.lazy.compactMap(\.event).first
        guard let room = first?.roomID else { return }
        var seen: Set<EventID> = []
        for place in arrivals.indices {
            guard let event = arrivals[place].event else { continue }
            if event.roomID != room {
                arrivals[place].drop(.otherRoom(event.roomID, expected: room))
            } else if !seen.insert(event.eventID).inserted {
                arrivals[place].drop(.repeated)
            }
        }
    }
}
