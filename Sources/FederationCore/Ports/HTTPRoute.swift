/// Where a request goes and whom it trusts there.
public struct HTTPRoute: Sendable, Hashable {
    /// The address that is connected to.
    public var address: IPAddress
    /// The port that is connected to.
    public var port: UInt16
    /// The name that the certificate must be valid for; a DNS name goes out as SNI, an address does not.
    public var tlsName: TLSName
    /// Which versions of HTTP are offered.
    public var versions: HTTPVersions
    /// Whether the certificate is verified; a run with `--insecure` and a probe that judges it apart do not.
    public var verifiesCertificate: Bool
    /// Whether TLS is spoken; plain HTTP is for a server of our own behind a proxy, never for federation.
    public var usesTLS: Bool
    /// Whether a connection that is kept may be used; what is told of the connection itself needs its own.
    public var mayReuseConnection: Bool

    /// The versions of HTTP that a client offers by ALPN.
    public enum HTTPVersions: Sendable, Hashable {
        /// HTTP/1.1 alone.
        case http1
        /// HTTP/2 where the server has it, else HTTP/1.1.
        case http2
    }

    /// A route.
    public init(
        address: IPAddress, port: UInt16, tlsName: TLSName, versions: HTTPVersions = .http1,
        verifiesCertificate: Bool = true, usesTLS: Bool = true, mayReuseConnection: Bool = true
    ) {
        self.address = address
        self.port = port
        self.tlsName = tlsName
        self.versions = versions
        self.verifiesCertificate = verifiesCertificate
        self.usesTLS = usesTLS
        self.mayReuseConnection = mayReuseConnection
    }
}
