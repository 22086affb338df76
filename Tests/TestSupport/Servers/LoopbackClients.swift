import Glibc

/// Clients of a port of 127.0.0.1 that stay connected, and read only when they are told to.
public final class LoopbackClients {
    private var descriptors: [Int32] = []

    /// Connects `count` of them; those that nobody takes in are left out.
    public init(_ count: Int, to port: UInt16) {
        Self.allowFiles(count + 256)
        for _ in 0..<count {
            if let descriptor = LoopbackSocket.connected(to: port) {
                _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
                descriptors.append(descriptor)
            }
        }
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    /// How many there are.
    public var count: Int { descriptors.count }

    /// Sends `bytes` on each connection, as much of it as there is room for at once.
    public func send(_ bytes: [UInt8]) {
        for descriptor in descriptors {
            _ = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    /// Reads what has come, and says on how many connections the server has closed its side.
    public func closedCount() -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        return descriptors.count { descriptor in
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count == 0 { return true }
                if count < 0 { return errno != EAGAIN }
            }
        }
    }

    /// Sends `text` on a new connection, and reads until the server closes it or `milliseconds` are over.
    ///
    /// - Returns: What came; none where the connection was not closed in time.
    public static func ask(_ text: String, port: UInt16, milliseconds: Int) async -> String? {
        await withCheckedContinuation { continuation in
            TestThread.start {
                continuation.resume(returning: exchange(text, port: port, milliseconds))
            }
        }
    }

    private static func exchange(_ text: String, port: UInt16, _ milliseconds: Int) -> String? {
        guard let descriptor = LoopbackSocket.connected(to: port) else { return nil }
        defer { close(descriptor) }
        LoopbackSocket.setPatience(descriptor, milliseconds: milliseconds)
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 { return nil }
            if count == 0 { return String(decoding: received, as: UTF8.self) }
            received += buffer[..<count]
        }
    }

    /// Asks the system to let so many files be open.
    private static func allowFiles(_ count: Int) {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < rlim_t(count) else { return }
        limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
        setrlimit(resource, &limit)
    }
}
