public import FederationCore
public import MatrixJSON

extension KeyDocument {
    /// The document signed by `keys`, as canonical JSON: what a server answers with.
    ///
    /// Nothing is signed that peers would refuse: every signer is listed, by the same bytes, and no
    /// key ID stands in it twice.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
    ///
    /// - Throws: ``KeyDocumentError``.
    public func signed(by keys: [SigningKey]) throws(KeyDocumentError) -> [UInt8] {
        try validate(signers: keys)
        var object = object
        for key in keys {
            do {
                object = try signObject(object, as: serverName.description, with: key)
            } catch {
                throw .unsignable(error.description)
            }
        }
        return object.canonicalBytes()
    }

    /// The document without signatures.
    public var object: JSONObject {
        var current = JSONObject()
        for key in verifyKeys {
            current[key.keyID.description] = ["key": .string(key.base64)]
        }
        var former = JSONObject()
        for old in oldVerifyKeys {
            former[old.key.keyID.description] = [
                "expired_ts": .integer(old.expiredAt), "key": .string(old.key.base64),
            ]
        }
        return [
            "old_verify_keys": .object(former), "server_name": .string(serverName.description),
            "valid_until_ts": .integer(validUntil), "verify_keys": .object(current),
        ]
    }

    private func validate(signers: [SigningKey]) throws(KeyDocumentError) {
        guard !verifyKeys.isEmpty else { throw .noKeys }
        guard !signers.isEmpty else { throw .noSigner }
        var seen: Set<KeyID> = []
        for keyID in verifyKeys.map(\.keyID) + oldVerifyKeys.map(\.key.keyID)
        where !seen.insert(keyID).inserted {
            throw .repeatedKeyID(keyID)
        }
        for signer in signers {
            guard let listed = verifyKeys.first(where: { $0.keyID == signer.keyID }) else {
                throw .unlistedSigner(signer.keyID)
            }
            guard listed == signer.publicKey else { throw .otherKeyListed(signer.keyID) }
        }
        let limit: Int64 = 9_007_199_254_740_991
        for time in [validUntil] + oldVerifyKeys.map(\.expiredAt)
        where !(0...limit).contains(time) {
            throw .timeOutOfRange(time)
        }
    }
}
