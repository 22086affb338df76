/// One place where a server can be reached: the end of discovery.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names>
public struct Destination: Sendable, Hashable, CustomStringConvertible {
    /// The address to connect to, after any override.
    public var address: IPAddress
    /// The port to connect to, after any override.
    public var port: UInt16
    /// What the certificate has to be valid for.
    public var tlsName: TLSName
    /// The value of the `Host` header.
    public var hostHeader: String
    /// The spec's step that led here, such as `3.2`.
    public var specStep: String

    /// A destination.
    public init(
        address: IPAddress, port: UInt16, tlsName: TLSName, hostHeader: String, specStep: String
    ) {
        self.address = address
        self.port = port
        self.tlsName = tlsName
        self.hostHeader = hostHeader
        self.specStep = specStep
    }

    /// Address and port, such as `198.51.100.7:443` or `[2001:db8::7]:443`.
    public var description: String { "\(address.hostText):\(port)" }
}
