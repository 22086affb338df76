/// A kind of key that a certificate can be for.
public enum KeyKind: String, Sendable, Hashable, CaseIterable {
    /// Elliptic curve P-256, the usual one.
    case ecP256 = "EC P-256"
    /// RSA of 2,048 bits.
    case rsa2048 = "RSA 2048"
    /// Ed25519, which public authorities do not sign.
    case ed25519 = "Ed25519"
}
