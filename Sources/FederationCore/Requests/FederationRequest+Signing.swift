import MatrixJSON

extension FederationRequest {
    /// Has the numbers of the body signed as they are, where canonical JSON does not have them.
    ///
    /// Events of room versions 1 to 5 may have such numbers, and receivers sign them as they are too.
    public mutating func preserveNumbersWhereNeeded() {
        guard let body else { return }
        let isCanonical = (try? JSONDocument(parsing: body)) != nil
        numbers = isCanonical ? .normalizing : .preserving
    }

    /// Signs the request as `identity`; what is signed is what `SignedRequest` says to send.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
    ///
    /// - Throws: ``RequestSigningError`` where the body is not JSON.
    public func signed(
        by identity: FederationIdentity
    ) throws(RequestSigningError) -> SignedRequest {
        let object: [UInt8]
        do {
            object = try RequestObject(
                method: method, target: target, body: body, origin: identity.serverName,
                destination: destination, numbers: numbers
            ).canonicalBytes
        } catch {
            throw .bodyIsNotJSON(error)
        }
        let header = XMatrixHeader(
            origin: identity.serverName, destination: destination, keyID: identity.key.keyID,
            signature: identity.key.sign(object))
        return SignedRequest(
            destination: destination, method: method, target: target, body: body,
            authorization: header.headerValue, signedObject: object)
    }
}
