/// One `--connect-to HOST:PORT:HOST2:PORT2`: who asks for the first is led to the second.
///
/// An empty host or port on the left fits any; on the right it keeps what was asked for.
public struct ConnectOverride: Sendable, Hashable {
    /// The host that is replaced, IPv6 without brackets; none fits every host.
    public var host: String?
    /// The port that is replaced; none fits every port.
    public var port: UInt16?
    /// The host to connect to instead; none keeps the host.
    public var newHost: String?
    /// The port to connect to instead; none keeps the port.
    public var newPort: UInt16?

    /// An override.
    public init(host: String?, port: UInt16?, newHost: String?, newPort: UInt16?) {
        self.host = host
        self.port = port
        self.newHost = newHost
        self.newPort = newPort
    }

    /// Where a connection to `host` and `port` goes, by the first of `overrides` that fits.
    public static func target(
        host: String, port: UInt16, overrides: [ConnectOverride]
    ) -> (host: String, port: UInt16) {
        for entry in overrides {
            if let wanted = entry.host, wanted.lowercased() != host.lowercased() { continue }
            if let wanted = entry.port, wanted != port { continue }
            return (entry.newHost ?? host, entry.newPort ?? port)
        }
        return (host, port)
    }
}
