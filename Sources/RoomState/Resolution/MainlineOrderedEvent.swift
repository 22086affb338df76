public import FederationCore

/// An event in mainline ordering, with what it was compared by.
public struct MainlineOrderedEvent: Sendable, Hashable {
    /// The event.
    public let eventID: EventID
    /// The mainline position: the larger, the earlier.
    ///
    /// The newest has 0. It is none where no event of the mainline is behind it, which counts as infinite.
    public let mainlinePosition: Int?
    /// Its `origin_server_ts`, the next key.
    public let originServerTS: Int64
}
