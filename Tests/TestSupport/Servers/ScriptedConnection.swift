import COpenSSL
import Glibc

/// One connection to a scripted server, as the script sees it: blocking, every wait limited to 20 seconds.
public final class ScriptedConnection {
    private let descriptor: Int32
    private let session: OpaquePointer?
    private var pending: [UInt8] = []
    private let journal: @Sendable ([UInt8]) -> Void

    init(
        _ descriptor: Int32, session: OpaquePointer?,
        journal: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.descriptor = descriptor
        self.session = session
        self.journal = journal
    }

    deinit {
        if let session { SSL_free(session) }
    }

    /// What comes next; empty at the end.
    public func read() -> [UInt8] {
        if !pending.isEmpty {
            defer { pending = [] }
            return pending
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count =
            session.map { Int(SSL_read($0, &buffer, Int32(buffer.count))) }
            ?? recv(descriptor, &buffer, buffer.count, 0)
        ERR_clear_error()
        return count > 0 ? Array(buffer[..<count]) : []
    }

    /// Reads a request: its head, and as many bytes of body as `Content-Length` says; nil at the end.
    ///
    /// The request goes into the journal of the server, byte for byte.
    public func readRequest() -> [UInt8]? {
        var bytes: [UInt8] = []
        let blank = Array("\r\n\r\n".utf8)
        while true {
            if let end = bytes.firstRange(of: blank)?.upperBound {
                let missing = end + Self.bodyLength(bytes[..<end]) - bytes.count
                if missing <= 0 {
                    pending = Array(bytes[(bytes.count + missing)...])
                    bytes.removeLast(-missing)
                    journal(bytes)
                    return bytes
                }
            }
            let more = read()
            guard !more.isEmpty else {
                if !bytes.isEmpty { journal(bytes) }
                return nil
            }
            bytes += more
        }
    }

    /// Hands on what comes to a port of this machine, and back, until one side ends.
    public func relay(to port: UInt16) {
        guard let other = LoopbackSocket.connected(to: port) else { return }
        defer { close(other) }
        while true {
            var ready = [descriptor, other].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            guard poll(&ready, 2, 20_000) > 0 else { return }
            for (from, to) in [(0, other), (1, descriptor)] where ready[from].revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 1 << 14)
                let count = recv(ready[from].fd, &buffer, buffer.count, 0)
                guard count > 0, send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else {
                    return
                }
            }
        }
    }

    /// Sends all of `bytes`; returns whether they went out.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { raw in
                session.map { Int(SSL_write($0, raw.baseAddress, Int32(raw.count))) }
                    ?? send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends `text`, whose lines end as they do in the source: write `\r\n`.
    @discardableResult
    public func write(_ text: String) -> Bool {
        write(Array(text.utf8))
    }

    /// Sends bytes as they are, below TLS where there is TLS.
    public func writeUnprotected(_ bytes: [UInt8]) {
        send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Says goodbye in TLS, as a polite server does before it closes.
    public func endTLS() {
        if let session { SSL_shutdown(session) }
    }

    /// Ends with a reset instead of an orderly close.
    public func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private static func bodyLength(_ head: ArraySlice<UInt8>) -> Int {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        guard let start = text.firstRange(of: "content-length:")?.upperBound else { return 0 }
        let digits = text[start...].drop { $0 == " " }.prefix { $0.isNumber }
        return Int(digits) ?? 0
    }
}
