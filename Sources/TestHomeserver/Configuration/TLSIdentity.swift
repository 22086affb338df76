public import Certificates

/// A certificate chain with its private key, both in PEM.
public struct TLSIdentity: Sendable, Hashable {
    /// The certificates, the leaf first.
    public var chain: [UInt8]
    /// The private key of the leaf.
    public var privateKey: PrivateKeyPEM

    /// An identity of the bytes of PEM files.
    public init(chain: [UInt8], privateKey: PrivateKeyPEM) {
        self.chain = chain
        self.privateKey = privateKey
    }

    /// The identity of a certificate that an authority of ours has issued.
    public init(_ issued: IssuedCertificate) {
        self.init(chain: issued.chainPEM, privateKey: issued.privateKey)
    }
}
