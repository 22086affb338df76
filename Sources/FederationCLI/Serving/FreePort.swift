import FederationCore
import Glibc

/// Finds a port that nobody listens on.
///
/// A server's name holds its port, so the port has to be known before the server starts.
enum FreePort {
    /// A port that the system says is free on every one of `addresses`; none where there is none.
    static func find(on addresses: [IPAddress]) -> UInt16? {
        for _ in 0..<32 {
            guard let first = addresses.first, let port = bind(first, port: 0) else { return nil }
            if addresses.dropFirst().allSatisfy({ bind($0, port: port) != nil }) { return port }
        }
        return nil
    }

    /// Binds a socket for a moment, and returns its port.
    private static func bind(_ address: IPAddress, port: UInt16) -> UInt16? {
        let family = address.family == .v4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return address.family == .v4
            ? bindIPv4(descriptor, address, port) : bindIPv6(descriptor, address, port)
    }

    private static func bindIPv4(
        _ descriptor: Int32, _ address: IPAddress, _ port: UInt16
    ) -> UInt16? {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        withUnsafeMutableBytes(of: &name.sin_addr) { $0.copyBytes(from: address.bytes) }
        guard bindAndName(descriptor, &name) else { return nil }
        return UInt16(bigEndian: name.sin_port)
    }

    private static func bindIPv6(
        _ descriptor: Int32, _ address: IPAddress, _ port: UInt16
    ) -> UInt16? {
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        name.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &name.sin6_addr) { $0.copyBytes(from: address.bytes) }
        guard bindAndName(descriptor, &name) else { return nil }
        return UInt16(bigEndian: name.sin6_port)
    }

    /// Binds to `name` and reads back what the system made of it.
    private static func bindAndName<Name>(_ descriptor: Int32, _ name: inout Name) -> Bool {
        var length = socklen_t(MemoryLayout<Name>.size)
        return withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                Glibc.bind(descriptor, generic, length) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
    }
}
