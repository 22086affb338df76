/// The ways in which homeservers and tools keep a signing key in a file.
public enum KeyFileFormat: String, Sendable, Hashable, CaseIterable {
    /// A line `ed25519 VERSION SEED` for each key, as Synapse and its family write it.
    case synapse
    /// A PEM block `MATRIX PRIVATE KEY` with the header `Key-ID`, as Dendrite writes it.
    case dendrite
    /// The 32 bytes of the seed: as they are, in base64, or in hexadecimal digits.
    case seed
    /// A PKCS#8 private key, PEM or DER, as `openssl genpkey -algorithm ed25519` writes it.
    case pkcs8

    /// Whether a file of this format says which key ID the key has.
    public var carriesKeyID: Bool {
        switch self {
        case .synapse, .dendrite: true
        case .seed, .pkcs8: false
        }
    }

    /// Whether a file of this format can hold more than one key.
    public var holdsSeveralKeys: Bool {
        switch self {
        case .synapse, .dendrite: true
        case .seed, .pkcs8: false
        }
    }
}
