/// Sends one HTTPS request to one address and brings the answer; follows nothing, retries nothing.
///
/// A deadline ends the wait even when the peer is deaf, and so does cancellation of the task.
public protocol HTTPExchanging: Sendable {
    /// Whether its own limit is sure to end an exchange, so that nobody else has to watch the time.
    var keepsLimits: Bool { get }

    /// Sends `request` over `route`.
    ///
    /// - Throws: ``HTTPExchangeError`` where there is no complete answer.
    func exchange(_ request: HTTPRequest, over route: HTTPRoute, limits: HTTPLimits)
        async throws(HTTPExchangeError) -> HTTPResponse
}

extension HTTPExchanging {
    /// False: the time is watched for it.
    public var keepsLimits: Bool { false }
}
