/// The events of a room, as they were given, one document each.
public struct RoomDump: Sendable, Hashable {
    /// The events; the create event is among them.
    public var events: [[UInt8]]

    /// Events that are there.
    public init(events: [[UInt8]]) {
        self.events = events
    }

    /// Takes one document a line; empty lines are passed over.
    public init(ndjson bytes: [UInt8]) {
        events = bytes.split(separator: UInt8(ascii: "\n"))
            .filter { !$0.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") } }
            .map(Array.init)
    }
}
