public import FederationCore

extension IPAddress {
    /// 127.0.0.1.
    public static let loopback = IPAddress(127, 0, 0, 1)
}
