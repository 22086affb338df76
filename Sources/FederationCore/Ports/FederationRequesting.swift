/// Sends a request to a homeserver: finds where it lives, signs, exchanges.
public protocol FederationRequesting: Sendable {
    /// Sends `request`, signed where `identity` is given.
    ///
    /// Any HTTP answer is a result, whatever its status.
    ///
    /// - Throws: ``FederationRequestError`` where there is no answer.
    func send(_ request: FederationRequest, signedBy identity: FederationIdentity?)
        async throws(FederationRequestError) -> FederationExchange
}
