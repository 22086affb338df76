public import FederationCore

/// A request to another server, and what came of it.
public struct SentRequest: Sendable, Hashable {
    /// The virtual server that signed it; none where it is not signed.
    public var server: ServerName?
    /// The server that it is for, by its name.
    public var destination: ServerName
    /// The value of the `Host` header; none where no address was found.
    public var host: String?
    /// The method.
    public var method: String
    /// Path and query as they were sent, without the values of access tokens.
    public var target: String
    /// How many bytes of body were sent.
    public var bodyBytes: Int
    /// The name of the row of the endpoint table; none where the path is unknown.
    public var endpoint: String?
    /// What came of it.
    public var outcome: Outcome
    /// How long it took, in milliseconds.
    public var milliseconds: Double

    /// What can come of a request.
    public enum Outcome: Sendable, Hashable {
        /// It was answered, with this status and Matrix error code.
        case answered(status: Int, errorCode: String?)
        /// There was no answer, for this reason.
        case failed(String)
    }

    /// A request and what came of it.
    public init(
        server: ServerName?, destination: ServerName, host: String?, method: String,
        target: String, bodyBytes: Int, endpoint: String?, outcome: Outcome, milliseconds: Double
    ) {
        self.server = server
        self.destination = destination
        self.host = host
        self.method = method
        self.target = target
        self.bodyBytes = bodyBytes
        self.endpoint = endpoint
        self.outcome = outcome
        self.milliseconds = milliseconds
    }
}
