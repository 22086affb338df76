/// How much of everything one client, and all of them together, may take.
public struct ServerLimits: Sendable, Hashable {
    /// The most connections at a time; one more is closed at once.
    public var connections: Int
    /// The most bytes of a request's header lines, names and values together.
    public var headerBytes: Int
    /// The most header lines of a request.
    public var headerLines: Int
    /// The most bytes of a request's body.
    public var bodyBytes: Int
    /// The most bytes of bodies that all connections together may hold.
    public var heldBodyBytes: Int
    /// How long a connection may be open without a whole request head, from its start or from the last answer on.
    public var idleTimeout: Duration
    /// How long a request may take to arrive after its head, and an answer to leave.
    public var transferTimeout: Duration
    /// How long requests that are being answered may go on once the homeserver is told to stop.
    public var drainTimeout: Duration

    /// Limits; each has a default that serves a federation of tests.
    public init(
        connections: Int = 1_024, headerBytes: Int = 128 << 10, headerLines: Int = 256,
        bodyBytes: Int = 16 << 20, heldBodyBytes: Int = 256 << 20,
        idleTimeout: Duration = .seconds(60),
        transferTimeout: Duration = .seconds(60), drainTimeout: Duration = .seconds(5)
    ) {
        self.connections = connections
        self.headerBytes = headerBytes
        self.headerLines = headerLines
        self.bodyBytes = bodyBytes
        self.heldBodyBytes = heldBodyBytes
        self.idleTimeout = idleTimeout
        self.transferTimeout = transferTimeout
        self.drainTimeout = drainTimeout
    }
}
