public import FederationCore

extension KeyID {
    /// The ID that a key gets which comes without one: `ed25519:k_` and six letters or digits.
    ///
    /// It is made from the public key, so that the same key always gets the same ID, and another key
    /// another one. That matters because peers keep a key under its ID until the validity of the
    /// document that they saw ends: a new key under an old ID is refused by all of them, for days.
    /// The six are the first letters and digits of the unpadded base64 of the SHA-256 of the key.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
    public init(derivedFrom publicKey: VerifyKey) {
        let hash = UnpaddedBase64.encode(sha256(publicKey.bytes))
        let characters = hash.utf8.filter { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") }
        self = Self.ed25519(version: "k_" + String(decoding: characters.prefix(6), as: UTF8.self))
    }

    /// The ID of a key whose own is not known yet.
    static let provisional = ed25519(version: "k_")

    /// The ID of a version that has only letters, digits and underscores.
    private static func ed25519(version: String) -> KeyID {
        do {
            return try KeyID(ed25519Version: version)
        } catch {
            preconditionFailure("'\(version)' is made of letters, digits and underscores")
        }
    }
}
