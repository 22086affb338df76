public import FederationCore

extension IPAddress {
    /// 127.0.0.1.
    public static let loopback = IPAddress(127, 0, 0, 1)
    /// The address ::1.
    public static let v6Loopback =
        IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1]) ?? .loopback
}
