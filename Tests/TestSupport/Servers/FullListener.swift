import FederationCore
import Glibc

/// A listener that takes no more connections: to who comes, it is as silent as a firewall that drops packets.
public final class FullListener: Sendable {
    /// The port on 127.0.0.1.
    public let port: UInt16
    private let descriptors: [Int32]

    /// Listens without a queue, and fills what is left of it.
    public init() throws(ScriptedServerError) {
        let (listener, port) = try LoopbackSocket.bound(SOCK_STREAM, to: .loopback, port: 0)
        self.port = port
        guard listen(listener, 0) == 0 else {
            close(listener)
            throw .system("listen")
        }
        var descriptors = [listener]
        for _ in 0..<3 {
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let client = socket(AF_INET, kind, 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                    // In progress is what is wanted: once the queue is full, it stays so.
                    _ = connect(client, target, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            descriptors.append(client)
        }
        self.descriptors = descriptors
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }
}
