public import FederationCore

/// Who crafts a request, for whom, when, and for which room.
public struct CraftingContext: Sendable {
    /// Who signs.
    public var identity: FederationIdentity
    /// Who receives.
    public var destination: ServerName
    /// What IDs of transactions begin with; another one each time.
    public var transactionID: String
    /// The time, in milliseconds since the Unix epoch.
    public var now: Int64
    /// The room of the events; none where faults alone are made that need none.
    public var room: CraftedRoom?

    /// A context.
    public init(
        identity: FederationIdentity, destination: ServerName, transactionID: String, now: Int64,
        room: CraftedRoom? = nil
    ) {
        self.identity = identity
        self.destination = destination
        self.transactionID = transactionID
        self.now = now
        self.room = room
    }
}
