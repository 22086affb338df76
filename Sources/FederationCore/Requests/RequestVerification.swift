import MatrixJSON

/// Checks that `request` was signed by the origin of `header` for `ownName`, with `key`.
///
/// A header without a destination is checked as if it named `ownName`, as old senders mean it. The
/// key has to be one of the origin: that is for the caller to know.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
///
/// - Throws: ``RequestVerificationError`` with what is wrong.
public func verifyRequest(
    _ request: ReceivedRequest, header: XMatrixHeader, ownName: ServerName, key: VerifyKey
) throws(RequestVerificationError) -> Verified<ReceivedRequest> {
    if let destination = header.destination, destination != ownName {
        throw .wrongDestination(destination, ownName: ownName)
    }
    guard header.keyID == key.keyID else { throw .wrongKey(named: header.keyID, given: key.keyID) }
    let signature: [UInt8]
    do {
        signature = try UnpaddedBase64.decode(header.signature)
    } catch {
        throw .signatureIsNotBase64(error)
    }
    guard signature.count == SigningKey.signatureByteCount else {
        throw .wrongSignatureLength(signature.count)
    }
    let object = try signedObject(of: request, from: header.origin, to: ownName)
    guard key.isValid(signature, for: object) else {
        throw .invalidSignature(origin: header.origin, keyID: key.keyID, signedObject: object)
    }
    return Verified(
        request, signedBy: [Signer(entity: header.origin.description, keyID: key.keyID)])
}

/// The object that was signed.
///
/// Events of old room versions may have numbers that canonical JSON does not know; they are signed as they
/// are.
private func signedObject(
    of request: ReceivedRequest, from origin: ServerName, to destination: ServerName
) throws(RequestVerificationError) -> [UInt8] {
    func bytes(_ numbers: NumberReading) throws(JSONSyntaxError) -> [UInt8] {
        try RequestObject(
            method: request.method, target: request.target, body: request.body, origin: origin,
            destination: destination, numbers: numbers
        ).canonicalBytes
    }
    do {
        return try bytes(.normalizing)
    } catch {
        // What cannot be read in either way is told as it is of the usual one.
        guard let preserved = try? bytes(.preserving) else { throw .bodyIsNotJSON(error) }
        return preserved
    }
}

/// Checks the same with the answer to the question for the key, at the time `now` in milliseconds
/// since the Unix epoch.
///
/// Keys that are no longer current are good for events alone.
///
/// - Throws: ``RequestVerificationError`` with what is wrong.
public func verifyRequest(
    _ request: ReceivedRequest, header: XMatrixHeader, ownName: ServerName,
    lookup: VerifyKeyLookup, now: Int64
) throws(RequestVerificationError) -> Verified<ReceivedRequest> {
    switch lookup {
    case .unknown(let reason):
        throw .unknownKey(origin: header.origin, keyID: header.keyID, reason: reason)
    case .found(let key, .old(let expiredAt)):
        throw .oldKey(keyID: key.keyID, expiredAt: expiredAt)
    case .found(let key, .current(let until)) where until < now:
        throw .expiredKey(keyID: key.keyID, validUntil: until)
    case .found(let key, _):
        return try verifyRequest(request, header: header, ownName: ownName, key: key)
    }
}
