/// Why bytes are no PKCS#8 private key of Ed25519.
enum PKCS8Error: Error, Hashable {
    /// The byte, counted from the beginning of the encoding, and what should stand there.
    case damaged(offset: Int, expected: String)
    /// A private key, and of another algorithm.
    case otherAlgorithm(oid: String)
}
