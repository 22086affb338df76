public import FederationCore

/// An event in reverse topological power ordering, with what it was compared by.
public struct PowerOrderedEvent: Sendable, Hashable {
    /// The event.
    public let eventID: EventID
    /// Whether it is a power event, and not one that leads to one.
    public let isPowerEvent: Bool
    /// What its sender may do, by its auth events: the more, the earlier.
    public let senderPower: PowerLevel
    /// Its `origin_server_ts`, the next key.
    public let originServerTS: Int64
}
