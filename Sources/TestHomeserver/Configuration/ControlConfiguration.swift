/// Where a homeserver can be asked and told while it runs, and by whom.
public struct ControlConfiguration: Sendable {
    /// Where it listens for that, in plain HTTP.
    public var listener: ListenAddress
    /// What has to be in `Authorization: Bearer`.
    public var token: String
    /// What those are told of who ask for exchanges; further ones can be recorded in it.
    public var journal: JournalMemory

    /// A control listener; by default it is on loopback, on a port that the system chooses.
    public init(
        listener: ListenAddress = .loopback(), token: String,
        journal: JournalMemory = JournalMemory()
    ) {
        self.listener = listener
        self.token = token
        self.journal = journal
    }
}
