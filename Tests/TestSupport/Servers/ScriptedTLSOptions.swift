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
    /// What it shows to who sends no server name; none shows the same to all.
    public var withoutServerName: IssuedCertificate?

    /// TLS 1.2 and 1.3, and nothing else.
    public init() {}
}
