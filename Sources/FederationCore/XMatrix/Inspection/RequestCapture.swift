/// A request as it was captured where it arrived.
public struct RequestCapture: Sendable, Hashable {
    /// Method, target and body.
    public var request: ReceivedRequest
    /// The value of its `Authorization` header.
    public var authorization: String
    /// The value of its `Host` header, where it is known.
    public var hostHeader: String?
    /// The server that it arrived at.
    public var ownName: ServerName

    /// A captured request.
    public init(
        _ request: ReceivedRequest, authorization: String, hostHeader: String? = nil,
        ownName: ServerName
    ) {
        self.request = request
        self.authorization = authorization
        self.hostHeader = hostHeader
        self.ownName = ownName
    }
}
