public import FederationCore

extension FederationClient {
    /// The request as it goes out to `destination`, with all its headers.
    ///
    /// Method, target and body are those that were signed, byte for byte.
    ///
    /// - Throws: ``FederationRequestError`` where the request cannot be signed.
    public func prepare(
        _ request: FederationRequest, for destination: Destination,
        signedBy identity: FederationIdentity?
    ) throws(FederationRequestError) -> HTTPRequest {
        var outgoing = HTTPRequest(
            method: request.method, target: request.target, hostHeader: destination.hostHeader,
            headers: [
                HTTPHeader("User-Agent", environment.userAgent),
                HTTPHeader("Accept", "application/json"),
            ], body: request.body)
        if request.body != nil {
            outgoing.headers.append(HTTPHeader("Content-Type", "application/json"))
        }
        let endpoint = request.operation.flatMap { Endpoint.named($0) }
        outgoing.mayBeRepeated = endpoint?.effect == .reads
        guard let identity else { return outgoing }
        do {
            let signed = try request.signed(by: identity)
            outgoing.headers.append(HTTPHeader("Authorization", signed.authorization))
            return outgoing
        } catch {
            throw .cannotSign(error)
        }
    }
}
