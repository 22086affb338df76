import FederationCore
import Glibc

extension NameServer {
    /// A socket that does not block, connected (UDP) or connecting (TCP) to the server.
    ///
    /// A connected UDP socket has a port of the kernel's choice, takes packets from the server alone, and learns of a
    /// closed port at once.
    func openSocket(overTCP: Bool) throws(SocketError) -> Descriptor {
        let kind = overTCP ? SOCK_STREAM : SOCK_DGRAM
        let family = address.family == .v4 ? AF_INET : AF_INET6
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let number = socket(family, Int32(kind.rawValue) | flags, 0)
        guard number >= 0 else { throw SocketError(code: errno) }
        let descriptor = Descriptor(owning: number)
        let code = withSocketAddress { connect(descriptor.number, $0, $1) }
        guard code == 0 || errno == EINPROGRESS else { throw SocketError(code: errno) }
        return descriptor
    }

    private func withSocketAddress<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        func lend<Form>(_ form: inout Form) -> Result {
            withUnsafePointer(to: &form) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<Form>.size))
                }
            }
        }
        if address.family == .v4 {
            var form = sockaddr_in()
            form.sin_family = sa_family_t(AF_INET)
            form.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &form.sin_addr) { $0.copyBytes(from: address.bytes) }
            return lend(&form)
        }
        var form = sockaddr_in6()
        form.sin6_family = sa_family_t(AF_INET6)
        form.sin6_port = port.bigEndian
        form.sin6_scope_id = zone.map { if_nametoindex($0) } ?? 0
        withUnsafeMutableBytes(of: &form.sin6_addr) { $0.copyBytes(from: address.bytes) }
        return lend(&form)
    }
}
