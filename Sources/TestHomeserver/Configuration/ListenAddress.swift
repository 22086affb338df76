public import FederationCore

/// An address and a port to listen on.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address; an IPv6 address never takes IPv4 connections too.
    public var address: IPAddress
    /// The port; 0 lets the system choose one, the same for every address of a homeserver.
    public var port: UInt16

    /// An address to listen on.
    public init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// 127.0.0.1 with a port.
    public static func loopback(port: UInt16 = 0) -> ListenAddress {
        ListenAddress(IPAddress(127, 0, 0, 1), port: port)
    }

    /// Address and port, such as `127.0.0.1:8448` or `[::1]:8448`.
    public var description: String { "\(address.hostText):\(port)" }
}
