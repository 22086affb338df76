public import MatrixJSON

/// Why a request is not from whom it says.
public enum RequestVerificationError: Error, Hashable, CustomStringConvertible {
    /// It is for another server; the answer must be 401.
    case wrongDestination(ServerName, ownName: ServerName)
    /// The key that was given is not the one that the header names.
    case wrongKey(named: KeyID, given: KeyID)
    /// The key could not be had.
    case unknownKey(origin: ServerName, keyID: KeyID, reason: String)
    /// The key is one of the old ones, which are good for events alone.
    case oldKey(keyID: KeyID, expiredAt: Int64)
    /// The key was published with an end that is over.
    case expiredKey(keyID: KeyID, validUntil: Int64)
    /// The signature is not base64.
    case signatureIsNotBase64(Base64Error)
    /// The signature is not 64 bytes long.
    case wrongSignatureLength(Int)
    /// The body is not JSON.
    case bodyIsNotJSON(JSONSyntaxError)
    /// The signature is of something else, or by another key; with the bytes that it should be of.
    case invalidSignature(origin: ServerName, keyID: KeyID, signedObject: [UInt8])

    /// The error in words, as it follows `fedctl: `; of what others send, only so much as one reads.
    public var description: String {
        switch self {
        case .wrongDestination(let destination, let ownName):
            "the request is for '\(destination)', and this is '\(ownName)'"
        case .wrongKey(let named, let given):
            "the header names the key '\(Self.words(named))', and the key to verify with is "
                + "'\(Self.words(given))'"
        case .unknownKey(let origin, let keyID, let reason):
            "the key '\(Self.words(keyID))' of '\(origin)' is not known: \(reason.cut(to: 500))"
        case .oldKey(let keyID, let end):
            "the key '\(Self.words(keyID))' is an old one since \(UTCTime(milliseconds: end).secondText), good "
                + "for events alone"
        case .expiredKey(let keyID, let end):
            "the key '\(Self.words(keyID))' is no longer valid: it was until "
                + "\(UTCTime(milliseconds: end).secondText)"
        case .signatureIsNotBase64(let error): "the signature is not base64: \(error)"
        case .wrongSignatureLength(let count): "the signature has \(count) bytes, not 64"
        case .bodyIsNotJSON(let error): "the body is not JSON: \(error)"
        case .invalidSignature(let origin, let keyID, _):
            "the signature of '\(origin)' with the key '\(Self.words(keyID))' does not verify"
        }
    }

    /// A key ID, which the grammar gives no end.
    private static func words(_ keyID: KeyID) -> String { keyID.description.cut(to: 80) }
}
