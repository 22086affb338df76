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
        if let identity {
            do {
                let signed = try request.signed(by: identity)
                outgoing.headers.append(HTTPHeader("Authorization", signed.authorization))
            } catch {
                throw .cannotSign(error)
            }
        }
        replaceHeaders(of: &outgoing, by: request.headers)
        return outgoing
    }

    /// Puts the headers that a request brings in the place of those of the same name.
    private func replaceHeaders(of outgoing: inout HTTPRequest, by given: [HTTPHeader]) {
        let names = Set(given.map { $0.name.lowercased() })
        outgoing.headers.removeAll { names.contains($0.name.lowercased()) }
        for header in given {
            if header.name.lowercased() == "host" {
                outgoing.hostHeader = header.value
            } else {
                outgoing.headers.append(header)
            }
        }
    }
}
