/// A connection that a `--connect-to` leads elsewhere.
public struct ConnectionDetour: Sendable, Hashable, CustomStringConvertible {
    /// The host that discovery found, IPv6 without brackets.
    public var host: String
    /// The port that discovery found.
    public var port: UInt16
    /// The host that is connected to instead.
    public var newHost: String
    /// The port that is connected to instead.
    public var newPort: UInt16

    /// A detour.
    public init(host: String, port: UInt16, newHost: String, newPort: UInt16) {
        self.host = host
        self.port = port
        self.newHost = newHost
        self.newPort = newPort
    }

    /// Where it leads, such as `example.org:443 to 127.0.0.1:8443`.
    public var description: String {
        "\(Self.text(host)):\(port) to \(Self.text(newHost)):\(newPort)"
    }

    private static func text(_ host: String) -> String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    }
}
