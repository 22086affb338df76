public import Certificates
public import FederationCore
import Glibc
import Synchronization

/// A server on loopback that does with each connection what a script says, on threads of its own.
///
/// It ends with its last reference; connections are closed when their script returns.
public final class ScriptedTCPServer: Sendable {
    /// What happens on a connection.
    public typealias Script = @Sendable (ScriptedConnection) -> Void

    /// Where it listens.
    public let address: IPAddress
    /// The port that the kernel chose.
    public let port: UInt16
    private let shared: Shared

    /// What the threads know; they do not keep the server itself alive.
    private final class Shared: Sendable {
        let requests = Mutex<[[UInt8]]>([])
        let connections = Mutex(0)
    }

    private let listener: Int32

    /// Listens on `address`, and speaks TLS with `certificate` where there is one.
    public init(
        on address: IPAddress = .loopback, certificate: IssuedCertificate? = nil,
        tls options: ScriptedTLSOptions = ScriptedTLSOptions(),
        _ script: @escaping Script
    ) throws(ScriptedServerError) {
        var tls: ScriptedTLS?
        if let certificate { tls = try ScriptedTLS(certificate, options) }
        let (listener, port) = try LoopbackSocket.bound(SOCK_STREAM, to: address, port: 0)
        guard listen(listener, 512) == 0 else { throw .system("listen") }
        self.address = address
        self.port = port
        self.listener = listener
        let shared = Shared()
        self.shared = shared
        TestThread.start { [tls] in
            Self.accept(listener, tls, shared, script)
        }
    }

    deinit {
        // The thread in accept() wakes up, and closes the descriptor.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// The requests that scripts read with `readRequest()`, byte for byte.
    public var requests: [[UInt8]] { shared.requests.withLock { $0 } }

    /// How many connections were accepted.
    public var connections: Int { shared.connections.withLock { $0 } }

    private static func accept(
        _ listener: Int32, _ tls: ScriptedTLS?, _ shared: Shared, _ script: @escaping Script
    ) {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            shared.connections.withLock { $0 += 1 }
            LoopbackSocket.setPatience(descriptor, milliseconds: 20_000)
            TestThread.start {
                defer { close(descriptor) }
                var session: OpaquePointer?
                if let tls {
                    session = tls.accept(descriptor)
                    guard session != nil else { return }
                }
                script(
                    ScriptedConnection(descriptor, session: session) { request in
                        shared.requests.withLock { $0.append(request) }
                    })
            }
        }
        close(listener)
    }
}
