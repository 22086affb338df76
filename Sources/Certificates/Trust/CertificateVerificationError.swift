/// One thing that the verification of a chain met.
public struct CertificateVerificationError: Sendable, Hashable, CustomStringConvertible {
    /// OpenSSL's number, `X509_V_ERR_…`.
    public var code: Int
    /// What it means to us.
    public var kind: Kind
    /// How far from the leaf: 0 is the leaf.
    public var depth: Int
    /// OpenSSL's own words.
    public var description: String
    /// The subject of the certificate that it is about, where one is known.
    public var subject: String?

    /// The errors that we tell apart.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The leaf is signed by itself.
        case selfSignedLeaf
        /// The chain ends in a root that is not in the trust store.
        case unknownRoot
        /// The issuer of a certificate was neither sent nor is it in the trust store.
        case missingIssuer
        /// After its last moment.
        case expired
        /// Before its first moment.
        case notYetValid
        /// For another name or address.
        case wrongName
        /// Anything else; the description says what.
        case other
    }

    /// An error.
    public init(
        code: Int, kind: Kind, depth: Int, description: String, subject: String? = nil
    ) {
        self.code = code
        self.kind = kind
        self.depth = depth
        self.description = description
        self.subject = subject
    }
}
