/// A handshake to make.
public struct TLSProbeRequest: Sendable, Hashable {
    /// The address to connect to.
    public var address: IPAddress
    /// The port to connect to.
    public var port: UInt16
    /// The name that the certificate has to be valid for.
    public var name: TLSName
    /// Whether a DNS name is sent as SNI.
    public var sendsServerNameIndication: Bool
    /// Whether ciphers, signatures and, where there is no ``onlyVersion``, versions are offered that nobody should
    /// accept any more.
    public var offersWeakAlgorithms = false
    /// Whether the certificates are read and verified; a probe that asks for less need not.
    public var readsCertificates = true
    /// The one version to offer; none offers TLS 1.2 and 1.3.
    public var onlyVersion: TLSVersion?
    /// The protocols to offer by ALPN, in order.
    public var applicationProtocols: [String]
    /// The longest that it may take.
    public var timeout: Duration

    /// A handshake.
    public init(
        address: IPAddress, port: UInt16, name: TLSName, sendsServerNameIndication: Bool = true,
        onlyVersion: TLSVersion? = nil, applicationProtocols: [String] = ["http/1.1"],
        timeout: Duration = .seconds(10)
    ) {
        self.address = address
        self.port = port
        self.name = name
        self.sendsServerNameIndication = sendsServerNameIndication
        self.onlyVersion = onlyVersion
        self.applicationProtocols = applicationProtocols
        self.timeout = timeout
    }
}
