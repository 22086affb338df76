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
        var headers = [
            HTTPHeader("User-Agent", environment.userAgent),
            HTTPHeader("Accept", "application/json"),
        ]
        if request.body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
        guard let identity else {
            return HTTPRequest(
                method: request.method, target: request.target,
                hostHeader: destination.hostHeader, headers: headers, body: request.body)
        }
        do {
            let signed = try request.signed(by: identity)
            headers.append(HTTPHeader("Authorization", signed.authorization))
            return HTTPRequest(
                method: signed.method, target: signed.target, hostHeader: destination.hostHeader,
                headers: headers, body: signed.body)
        } catch {
            throw .cannotSign(error)
        }
    }
}
