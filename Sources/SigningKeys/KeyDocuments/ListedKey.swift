import FederationCore

/// An entry of `verify_keys` or `old_verify_keys`, as far as it could be read.
struct ListedKey {
    /// The name of the entry.
    let name: String
    /// The name, where it is a key ID of Ed25519.
    let keyID: KeyID?
    /// The text that should be the key.
    let text: String?
    /// What the text decodes to.
    let bytes: [UInt8]?
    /// The key; under a provisional ID where the name is none.
    let key: VerifyKey?
    /// Whether the bytes are the seed of a key that is published, or of one that the caller has.
    var isSecret = false

    /// The key as the document may be used with it: with its own ID.
    var usable: VerifyKey? { keyID != nil && !isSecret ? key : nil }
}
