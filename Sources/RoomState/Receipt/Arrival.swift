import FederationCore
import RoomEvents

/// An event that was received, as far as it got by itself.
struct Arrival {
    var receipt: Receipt
    /// The event as it goes on; none where it was dropped.
    var event: Event?

    private init(_ receipt: Receipt) {
        self.receipt = receipt
    }

    /// Steps 1 to 3 for bytes.
    init(_ bytes: [UInt8], version: RoomVersion, keys: EventKeyTable?, position: Int) {
        do {
            self.init(
                try Event(parsing: bytes, version: version), keys: keys, position: position)
        } catch {
            // Step 1: dropped.
            self.init(
                Receipt(
                    position: position, eventID: nil, verdict: .dropped, step: .format,
                    cause: .malformed(error), contentHash: nil, signatures: nil))
        }
    }

    /// Steps 2 and 3; without keys, signatures are not looked at.
    init(_ event: Event, keys: EventKeyTable?, position: Int) {
        let verdict = keys.map { verify(event, keys: $0) }
        let contentHash = verdict?.contentHash ?? event.source.contentHashVerdict
        receipt = Receipt(
            position: position, eventID: event.eventID, verdict: .undecided,
            contentHash: contentHash, signatures: verdict?.required)
        // Step 2: dropped.
        if let verdict, !verdict.isSigned {
            drop(at: .signatures, .unsigned(verdict.required.filter { !$0.isSatisfied }))
            return
        }
        self.event = event
        guard !contentHash.matches else { return }
        // Step 3: redacted, and gone on with.
        do {
            self.event = try Event(parsing: event.source.redactedBytes, version: event.version)
        } catch {
            drop(at: .contentHash, .malformed(error))
        }
    }

    /// Forgets the event.
    mutating func drop(at step: ReceiptStep = .format, _ cause: ReceiptCause) {
        receipt.verdict = .dropped
        receipt.step = step
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
