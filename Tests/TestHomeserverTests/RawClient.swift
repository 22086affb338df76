import Glibc
import TestSupport

/// Sends bytes over TCP as they are, and tells what came back until the server closed.
struct RawClient: Sendable {
    /// The port on 127.0.0.1.
    let port: UInt16
    /// How long to wait for the server to close, in milliseconds.
    var patience = 10_000

    /// What came back.
    struct Result: Sendable {
        /// All bytes, as text.
        var text: String
        /// Whether the server closed the connection.
        var isClosed: Bool
        /// How long it took until then.
        var milliseconds: Double

        /// How many answers came, interim ones included.
        var statuses: [String] {
            text.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
        }
    }

    /// Sends `pieces`, with a pause before each but the first, and reads to the end.
    func send(_ pieces: [UInt8]..., pause: Int = 0, halfCloses: Bool = false) async -> Result {
        await withCheckedContinuation { continuation in
            TestThread.start {
                continuation.resume(
                    returning: exchange(pieces, pause: pause, halfCloses: halfCloses))
            }
        }
    }

    /// Sends a text.
    func send(_ text: String, halfCloses: Bool = false) async -> Result {
        await send(Array(text.utf8), halfCloses: halfCloses)
    }

    private func exchange(_ pieces: [[UInt8]], pause: Int, halfCloses: Bool) -> Result {
        let begin = Self.now()
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        _ = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        for (index, piece) in pieces.enumerated() {
            if index > 0 { usleep(UInt32(pause) * 1_000) }
            _ = piece.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
        }
        if halfCloses { shutdown(descriptor, Int32(SHUT_WR)) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while Self.now() - begin < Double(patience) {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 100) > 0 else { continue }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 {
                return Result(
                    text: String(decoding: received, as: UTF8.self), isClosed: true,
                    milliseconds: Self.now() - begin)
            }
            received += buffer[..<count]
        }
        return Result(
            text: String(decoding: received, as: UTF8.self), isClosed: false,
            milliseconds: Self.now() - begin)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
    }
}
