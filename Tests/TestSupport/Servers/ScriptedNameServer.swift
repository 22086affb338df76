public import FederationCore
import Glibc
import Synchronization

/// A name server on loopback, over UDP and TCP on one port, that answers what a script says.
///
/// It ends with its last reference.
public final class ScriptedNameServer: Sendable {
    /// What happens to a question; it may take its time, other questions wait meanwhile.
    public typealias Script = @Sendable (ScriptedNameQuery) -> ScriptedNameReply

    /// Where it listens.
    public let address = IPAddress.loopback
    /// The port that the kernel chose.
    public let port: UInt16
    private let shared = Shared()
    private let listener: Int32

    private final class Shared: Sendable {
        let queries = Mutex<[ScriptedNameQuery]>([])
        let isStopping = Atomic(false)
    }

    /// Answers as `script` says.
    public init(_ script: @escaping Script) throws(ScriptedServerError) {
        var port: UInt16 = 0
        var pair: (tcp: Int32, udp: Int32)?
        for _ in 0..<20 where pair == nil {
            let stream = try LoopbackSocket.bound(SOCK_STREAM, to: .loopback, port: 0)
            do throws(ScriptedServerError) {
                let datagram = try LoopbackSocket.bound(
                    SOCK_DGRAM, to: .loopback, port: stream.port)
                port = stream.port
                pair = (stream.descriptor, datagram.descriptor)
            } catch {
                // The port is taken over UDP: another one.
                close(stream.descriptor)
            }
        }
        guard let pair else { throw ScriptedServerError(description: "no port is free twice") }
        guard listen(pair.tcp, 64) == 0 else { throw .system("listen") }
        self.port = port
        listener = pair.tcp
        LoopbackSocket.setPatience(pair.udp, milliseconds: 50)
        let shared = shared
        TestThread.start { Self.serveDatagrams(pair.udp, shared, script) }
        TestThread.start { Self.serveConnections(pair.tcp, shared, script) }
    }

    deinit {
        shared.isStopping.store(true, ordering: .releasing)
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// The questions that came, in order.
    public var queries: [ScriptedNameQuery] { shared.queries.withLock { $0 } }

    private static func serveDatagrams(
        _ descriptor: Int32, _ shared: Shared, _ script: @escaping Script
    ) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !shared.isStopping.load(ordering: .acquiring) {
            var from = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            withUnsafeMutableBytes(of: &from) { raw in
                raw.withMemoryRebound(to: sockaddr.self) { place in
                    let count = recvfrom(
                        descriptor, &buffer, buffer.count, 0, place.baseAddress, &length)
                    guard count > 0 else { return }
                    let port = UInt16(bigEndian: raw.load(fromByteOffset: 2, as: UInt16.self))
                    let bytes = Array(buffer[..<count])
                    guard
                        let query = ScriptedNameQuery(bytes, overTCP: false, sourcePort: port)
                    else { return }
                    shared.queries.withLock { $0.append(query) }
                    for message in script(query).messages(to: query) {
                        sendto(descriptor, message, message.count, 0, place.baseAddress, length)
                    }
                }
            }
        }
        close(descriptor)
    }

    private static func serveConnections(
        _ listener: Int32, _ shared: Shared, _ script: @escaping Script
    ) {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            LoopbackSocket.setPatience(descriptor, milliseconds: 20_000)
            TestThread.start {
                defer { close(descriptor) }
                let connection = ScriptedConnection(descriptor, session: nil) { _ in }
                serve(connection, shared, script)
            }
        }
        close(listener)
    }

    private static func serve(
        _ connection: ScriptedConnection, _ shared: Shared, _ script: @escaping Script
    ) {
        var bytes: [UInt8] = []
        while bytes.count < 2 || bytes.count < 2 + Int(bytes[0]) << 8 + Int(bytes[1]) {
            let more = connection.read()
            guard !more.isEmpty else { return }
            bytes += more
        }
        guard
            let query = ScriptedNameQuery(Array(bytes.dropFirst(2)), overTCP: true, sourcePort: 0)
        else { return }
        shared.queries.withLock { $0.append(query) }
        let messages = script(query).messages(to: query)
        for message in messages {
            connection.write([UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message)
        }
        // A silent server keeps the connection open, and waits for the client to give up.
        if messages.isEmpty { _ = connection.read() }
    }
}
