public import FederationCore

extension SigningKey {
    /// Makes a new key from 32 bytes of `source`, which must be fit for secrets.
    ///
    /// - Parameters:
    ///   - source: Where the random bytes come from, such as `SystemRandomNumberGenerator`.
    ///   - keyID: The ID; without it, the ID is derived from the public key.
    /// - Returns: The key.
    /// - Throws: `SigningKeyError` where `keyID` is of another algorithm than `ed25519`.
    public static func generate(
        using source: inout some RandomNumberGenerator, keyID: KeyID? = nil
    ) throws(SigningKeyError) -> SigningKey {
        try SigningKey(seed: .random(using: &source), keyID: keyID)
    }

    /// The key of `seed`, with the ID that is given or else derived from the public key.
    ///
    /// - Throws: `SigningKeyError` where `keyID` is of another algorithm than `ed25519`.
    public init(seed: SigningSeed, keyID: KeyID?) throws(SigningKeyError) {
        if let keyID {
            try self.init(keyID: keyID, seed: seed)
        } else {
            let provisional = try SigningKey(keyID: .provisional, seed: seed)
            try self.init(keyID: KeyID(derivedFrom: provisional.publicKey), seed: seed)
        }
    }
}
