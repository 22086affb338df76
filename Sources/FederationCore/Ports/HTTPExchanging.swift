/// Sends one HTTPS request to one address and brings the answer; follows nothing, retries nothing.
///
/// A deadline ends the wait even when the peer is deaf, and so does cancellation of the task.
public protocol HTTPExchanging: Sendable {
    /// Sends `request` over `route`.
    ///
    /// - Throws: ``HTTPExchangeError`` where there is no complete answer.
    func exchange(_ request: HTTPRequest, over route: HTTPRoute, limits: HTTPLimits)
        async throws(HTTPExchangeError) -> HTTPResponse
}
