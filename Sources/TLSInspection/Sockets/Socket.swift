import FederationCore
import Glibc

/// Owns a TCP socket that never blocks.
struct Socket: ~Copyable {
    let descriptor: Int32

    private init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Begins to connect; poll for writing, then ask ``pendingError``.
    static func connecting(
        to address: IPAddress, port: UInt16
    ) throws(SystemError) -> Socket {
        let family = address.family == .v4 ? AF_INET : AF_INET6
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, Int32(IPPROTO_TCP))
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        let socket = Socket(owning: descriptor)
        var on: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        let result = withSocketAddress(address, port: port) { pointer, length in
            connect(descriptor, pointer, length)
        }
        guard result == 0 || errno == EINPROGRESS else { throw SystemError(number: errno) }
        return socket
    }

    deinit { close(descriptor) }

    /// How connecting ended, once the socket can be written to; none where it is connected.
    var pendingError: SystemError? {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 else {
            return SystemError(number: errno)
        }
        return number == 0 ? nil : SystemError(number: number)
    }

    /// Takes what has come, at most `count` bytes; none where the peer is done, or the connection broke.
    func receive(_ count: Int) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = recv(descriptor, &buffer, count, Int32(MSG_DONTWAIT))
        return Array(buffer.prefix(max(0, received)))
    }

    /// Sends as much of `bytes` as goes out at once.
    func send(_ bytes: [UInt8]) -> Int {
        Glibc.send(
            descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
}

private func withSocketAddress<Success>(
    _ address: IPAddress, port: UInt16,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Success
) -> Success {
    var storage = sockaddr_storage()
    let length: Int
    switch address.family {
    case .v4:
        length = MemoryLayout<sockaddr_in>.size
        withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { target in
                target.pointee.sin_family = sa_family_t(AF_INET)
                target.pointee.sin_port = port.bigEndian
                withUnsafeMutableBytes(of: &target.pointee.sin_addr) {
                    $0.copyBytes(from: address.bytes)
                }
            }
        }
    case .v6:
        length = MemoryLayout<sockaddr_in6>.size
        withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { target in
                target.pointee.sin6_family = sa_family_t(AF_INET6)
                target.pointee.sin6_port = port.bigEndian
                withUnsafeMutableBytes(of: &target.pointee.sin6_addr) {
                    $0.copyBytes(from: address.bytes)
                }
            }
        }
    }
    return withUnsafePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
            body(target, socklen_t(length))
        }
    }
}
