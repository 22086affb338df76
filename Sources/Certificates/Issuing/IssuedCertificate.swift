/// A certificate with its private key and what its server has to send with it.
public struct IssuedCertificate: Sendable, Hashable {
    /// The certificate of the server.
    public var leaf: CertificateFacts
    /// The certificates between the leaf and the root, the leaf's issuer first; without the root.
    ///
    /// Left out, it is a chain with a missing intermediate.
    public var intermediates: [CertificateFacts]
    /// The private key of the leaf.
    public var privateKey: PrivateKeyPEM
    /// The leaf alone, in PEM.
    public var leafPEM: [UInt8]
    /// The intermediates alone, in PEM; empty where there is none.
    public var intermediatesPEM: [UInt8]

    /// The leaf and its intermediates in PEM: what a server is configured with.
    public var chainPEM: [UInt8] { leafPEM + intermediatesPEM }
}
