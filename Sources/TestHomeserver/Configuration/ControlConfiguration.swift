/// Where a homeserver can be asked and told while it runs, and by whom.
public struct ControlConfiguration: Sendable {
    /// Where it listens for that, in plain HTTP.
    public var listener: ListenAddress
    /// What has to be in `Authorization: Bearer`.
    public var token: String

    /// A control listener; by default it is on loopback, on a port that the system chooses.
    public init(listener: ListenAddress = .loopback(), token: String) {
        self.listener = listener
        self.token = token
    }
}
