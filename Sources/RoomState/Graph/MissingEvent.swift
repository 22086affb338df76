public import FederationCore

/// An event that another one names and that is not there.
public struct MissingEvent: Sendable, Hashable {
    /// The event that is not there.
    public let id: EventID
    /// The event that names it.
    public let neededBy: EventID
}
