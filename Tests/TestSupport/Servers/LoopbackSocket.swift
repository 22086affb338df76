import FederationCore
import Glibc

/// A socket bound to an address of this machine.
enum LoopbackSocket {
    /// Binds a socket of `kind`; port 0 lets the kernel choose.
    static func bound(
        _ kind: __socket_type, to address: IPAddress, port: UInt16
    ) throws(ScriptedServerError) -> (descriptor: Int32, port: UInt16) {
        let family = address.family == .v4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .system("socket") }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutableBytes(of: &storage) { raw -> Int32 in
            raw.storeBytes(of: sa_family_t(family), as: sa_family_t.self)
            raw.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
            let offset = address.family == .v4 ? 4 : 8
            for (index, byte) in address.bytes.enumerated() { raw[offset + index] = byte }
            let size =
                address.family == .v4
                ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
            return raw.withMemoryRebound(to: sockaddr.self) {
                bind(descriptor, $0.baseAddress, socklen_t(size))
            }
        }
        guard code == 0 else {
            defer { close(descriptor) }
            throw .system("bind")
        }
        let chosen = withUnsafeMutableBytes(of: &storage) { raw -> UInt16 in
            _ = raw.withMemoryRebound(to: sockaddr.self) {
                getsockname(descriptor, $0.baseAddress, &length)
            }
            return UInt16(bigEndian: raw.load(fromByteOffset: 2, as: UInt16.self))
        }
        return (descriptor, chosen)
    }

    /// A socket that is connected to a port of 127.0.0.1; none where nobody listens there.
    static func connected(to port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Lets no read or write block for longer than `milliseconds`.
    static func setPatience(_ descriptor: Int32, milliseconds: Int) {
        var limit = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }
}
