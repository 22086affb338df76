/// What is looked at of one answer, at most; bytes are limited by whoever sends the requests.
public struct ParticipationLimits: Sendable, Hashable {
    /// How many events an answer may have.
    public var events: Int
    /// How many servers an answer may name.
    public var servers: Int

    /// Limits that the rooms of today do not reach.
    public init(events: Int = 500_000, servers: Int = 50_000) {
        self.events = events
        self.servers = servers
    }
}
