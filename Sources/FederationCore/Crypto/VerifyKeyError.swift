/// Why bytes are no key to verify with.
public enum VerifyKeyError: Error, Hashable, CustomStringConvertible {
    /// The identifier names an algorithm that nothing is verified with.
    case unknownAlgorithm(KeyID)
    /// The published text is not base64.
    case notBase64(Base64Error)
    /// Not 32 bytes.
    case wrongLength(Int)
    /// 32 bytes that encode no point of the curve.
    case notAPoint

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .unknownAlgorithm(let keyID):
            "the key '\(keyID)' is of the algorithm '\(keyID.algorithm)', and only 'ed25519' is known"
        case .notBase64(let error): "the key is not base64: \(error)"
        case .wrongLength(let count): "the key has \(count) bytes, not 32"
        case .notAPoint: "the 32 bytes of the key encode no point of the curve Ed25519"
        }
    }
}
