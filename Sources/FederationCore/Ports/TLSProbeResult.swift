public import Certificates

/// What a completed handshake showed.
public struct TLSProbeResult: Sendable, Hashable {
    /// The version that was agreed on, such as `TLS 1.3`.
    public var version: String
    /// The cipher suite, such as `TLS_AES_256_GCM_SHA384`.
    public var cipherSuite: String
    /// The group of the key exchange, such as `X25519`.
    public var group: String?
    /// The protocol that ALPN agreed on.
    public var applicationProtocol: String?
    /// The certificates as they were sent, the leaf first.
    public var chain: [CertificateFacts]
    /// Where the chain ends, where it verifies; none where it does not, and where nothing was verified.
    public var anchor: TrustAnchor?
    /// Whether the peer asked for a client certificate; it got none.
    public var asksForClientCertificate = false
    /// How many timestamps of transparency logs (SCTs) came in the handshake itself, beside those in the certificate.
    public var handshakeTimestamps = 0
    /// How many came in an OCSP answer that the peer stapled to the handshake.
    public var stapledTimestamps = 0
    /// Every error of verification, in the order in which it was met; empty where the chain verifies.
    public var verificationErrors: [CertificateVerificationError]
    /// How long connecting took, in milliseconds.
    public var connectMilliseconds: Double
    /// How long the handshake took after that, in milliseconds.
    public var handshakeMilliseconds: Double

    /// A result.
    public init(
        version: String, cipherSuite: String, group: String? = nil,
        applicationProtocol: String? = nil, chain: [CertificateFacts],
        verificationErrors: [CertificateVerificationError], anchor: TrustAnchor? = nil,
        connectMilliseconds: Double = 0,
        handshakeMilliseconds: Double = 0
    ) {
        self.version = version
        self.cipherSuite = cipherSuite
        self.group = group
        self.applicationProtocol = applicationProtocol
        self.chain = chain
        self.verificationErrors = verificationErrors
        self.anchor = anchor
        self.connectMilliseconds = connectMilliseconds
        self.handshakeMilliseconds = handshakeMilliseconds
    }
}
