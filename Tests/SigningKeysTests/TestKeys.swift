import FederationCore

/// The key of the specification's test vectors, and a throw-away one.
enum TestKeys {
    static let seed = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
    static let publicKey = "XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI"
    static let otherSeed = "3w2O9wPI+DytFuwHd9BDfvVo7yFNT/7gSHco5Qn07MA"
    static let otherPublicKey = "fKwcyx902lB0P9YUMYk7VOTCGoAYll1ahTlPEX2zOi8"

    static func key(_ keyID: String = "ed25519:1", seed: String = seed) throws -> SigningKey {
        try SigningKey(
            keyID: KeyID(parsing: keyID),
            seed: SigningSeed(bytes: UnpaddedBase64.decode(seed)))
    }
}
