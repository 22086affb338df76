public import Certificates
public import FederationCore

/// How a scripted server shakes hands.
public struct ScriptedTLSOptions: Sendable {
    /// The lowest version that it accepts.
    public var lowestVersion = TLSVersion.tls12
    /// The highest version that it accepts.
    public var highestVersion = TLSVersion.tls13
    /// What it agrees on by ALPN, the first that is offered; none leaves ALPN alone.
    public var applicationProtocols: [String] = []
    /// The ciphers that it accepts below TLS 1.3, in OpenSSL's words; none leaves the usual ones.
    public var cipherList: String?
    /// The algorithms that it signs with, in OpenSSL's words; none leaves the usual ones.
    public var signatureAlgorithms: String?
    /// Whether it asks for a client certificate, and goes on without one.
    public var asksForClientCertificate = false
    /// Whether it ends the handshake where that brings none.
    public var requiresClientCertificate = false
    /// What it shows to who sends no server name; none shows the same to all.
    public var withoutServerName: IssuedCertificate?

    /// A list of timestamps of transparency logs (RFC 6962, 3.3) that it sends in the handshake.
    public var timestampList: [UInt8]?
    /// The OCSP answer that it staples to the handshake.
    public var stapledAnswer: [UInt8]?

    /// TLS 1.2 and 1.3, and nothing else.
    public init() {}
}
