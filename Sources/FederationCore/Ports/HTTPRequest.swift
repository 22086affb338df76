/// One HTTP request, as the bytes that go out.
public struct HTTPRequest: Sendable, Hashable {
    /// The method, such as `GET`.
    public var method: String
    /// The request target: path and query exactly as they are sent, percent-encoding included.
    public var target: String
    /// The value of the `Host` header (`:authority` in HTTP/2), which need not be the name that TLS verifies.
    public var hostHeader: String
    /// Further headers, in the order in which they go out.
    public var headers: [HTTPHeader]
    /// The body; none and empty are not the same.
    public var body: [UInt8]?
    /// Whether a `100 Continue` ends the exchange: for who announces a body with `Expect` and never sends it.
    public var endsAtContinue = false

    /// Whether it does no harm when it arrives twice, whatever its method, so that a kept connection will do.
    public var mayBeRepeated = false

    /// How many bytes a second go out at most; none where they go as fast as they can.
    public var bytesPerSecond: Int?

    /// A request.
    public init(
        method: String, target: String, hostHeader: String, headers: [HTTPHeader] = [],
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.hostHeader = hostHeader
        self.headers = headers
        self.body = body
    }
}
