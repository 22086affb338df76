/// A key that signs: its identifier and its secret.
///
/// One value may sign on many threads at once.
public struct SigningKey: Sendable, CustomStringConvertible {
    /// How many bytes a signature has.
    public static let signatureByteCount = 64

    /// The identifier that signatures are filed under.
    public let keyID: KeyID
    /// The public half.
    public let publicKey: VerifyKey
    /// The secret half.
    public let seed: SigningSeed
    private let signer: Ed25519Signer

    /// Makes the key of a seed.
    ///
    /// - Throws: ``SigningKeyError`` where `keyID` names another algorithm than `ed25519`.
    public init(keyID: KeyID, seed: SigningSeed) throws(SigningKeyError) {
        guard keyID.isEd25519 else { throw .unknownAlgorithm(keyID) }
        let signer = Ed25519Signer(seed: seed)
        self.keyID = keyID
        self.seed = seed
        self.signer = signer
        publicKey = VerifyKey(keyID: keyID, trusted: signer.publicKeyBytes)
    }

    /// The Ed25519 signature of `message`, 64 bytes.
    public func sign(_ message: [UInt8]) -> [UInt8] {
        signer.sign(message)
    }

    /// The identifier, and nothing of the secret.
    public var description: String { "SigningKey(\(keyID))" }
}
