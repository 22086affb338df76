public import FederationCore
import MatrixJSON
public import RoomEvents

/// An event as it goes into a transaction: its bytes, right or wrong, and the ID that a receiver gives it.
public struct TransactionPDU: Sendable, Hashable {
    /// The bytes that are sent.
    public let bytes: [UInt8]
    /// The event ID; none where it cannot be known.
    public let eventID: EventID?

    /// An event, as it came.
    public init(_ event: Event) {
        bytes = event.document.bytes
        eventID = event.eventID
    }

    /// Bytes as they are.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - version: The version of the room; without one, only an ID that the event gives is known.
    public init(_ bytes: [UInt8], version: RoomVersion? = nil) {
        self.bytes = bytes
        eventID = Self.eventID(of: bytes, version)
    }

    /// Bytes whose ID is known.
    public init(_ bytes: [UInt8], eventID: EventID?) {
        self.bytes = bytes
        self.eventID = eventID
    }

    private static func eventID(of bytes: [UInt8], _ version: RoomVersion?) -> EventID? {
        // What is no JSON has no ID, and what is no ID is none.
        guard let document = try? JSONDocument(parsing: bytes, numbers: .preserving) else {
            return nil
        }
        if let version { return EventDocument(document, version: version).eventID }
        return document.root["event_id"]?.string.flatMap { try? EventID(parsing: $0) }
    }
}
