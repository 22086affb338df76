/// A key that signatures are verified with: 32 bytes that encode a point of the curve.
///
/// One value may verify on many threads at once.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
public struct VerifyKey: Sendable, Hashable, CustomStringConvertible {
    /// How many bytes a key has.
    public static let byteCount = 32

    /// The identifier that it is published under.
    public let keyID: KeyID
    /// The key: 32 bytes.
    public let bytes: [UInt8]
    private let verifier: Ed25519Verifier

    /// Takes the 32 bytes of an Ed25519 key.
    ///
    /// - Throws: ``VerifyKeyError`` where the algorithm is another, the length is wrong, or the bytes
    ///   encode no point.
    public init(keyID: KeyID, bytes: [UInt8]) throws(VerifyKeyError) {
        guard keyID.isEd25519 else { throw .unknownAlgorithm(keyID) }
        guard bytes.count == Self.byteCount else { throw .wrongLength(bytes.count) }
        guard EdwardsPoint.isEncoded(in: bytes) else { throw .notAPoint }
        self.init(keyID: keyID, trusted: bytes)
    }

    /// Reads the key as it is published, lenient about alphabet and padding.
    ///
    /// - Throws: ``VerifyKeyError``, also where it is not base64.
    public init(keyID: KeyID, base64: String) throws(VerifyKeyError) {
        let bytes: [UInt8]
        do {
            bytes = try UnpaddedBase64.decode(base64)
        } catch let cause {
            throw .notBase64(cause)
        }
        try self.init(keyID: keyID, bytes: bytes)
    }

    /// Takes bytes that are known to encode a point.
    init(keyID: KeyID, trusted bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
        verifier = Ed25519Verifier(publicKey: bytes)
    }

    /// The key in unpadded base64, as it is published.
    public var base64: String { UnpaddedBase64.encode(bytes) }

    /// Whether `signature` is this key's signature of `message`.
    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        verifier.isValid(signature, for: message)
    }

    /// Two keys are equal where identifier and bytes are.
    public static func == (left: VerifyKey, right: VerifyKey) -> Bool {
        left.keyID == right.keyID && left.bytes == right.bytes
    }

    /// Feeds identifier and bytes to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(keyID)
        hasher.combine(bytes)
    }

    /// Identifier and key, such as `ed25519:1 XGX0JR…`.
    public var description: String { "\(keyID) \(base64)" }
}
