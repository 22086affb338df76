import Glibc

/// One query under way to one server, over UDP or TCP.
///
/// Belongs to the thread of the loop.
final class DNSChannel {
    /// Whom was asked: its place in the list of servers.
    let server: Int
    /// What was asked.
    let query: DNSQuery
    /// Whether it goes over TCP.
    let usesTCP: Bool

    private let socket: Descriptor
    private var outgoing: [UInt8]
    private var incoming: [UInt8] = []

    /// What came of an event.
    enum Progress {
        /// Nothing yet.
        case waiting
        /// A message, whole but not looked at.
        case message([UInt8])
        /// The server cannot be reached this way.
        case failed(String)
    }

    /// Opens a socket and begins to ask.
    init(
        _ query: DNSQuery, server: Int, at place: NameServer, overTCP: Bool
    ) throws(SocketError) {
        self.query = query
        self.server = server
        usesTCP = overTCP
        outgoing = query.bytes
        if overTCP {
            // Over TCP a message is preceded by its length.
            outgoing = [UInt8(outgoing.count >> 8), UInt8(outgoing.count & 0xFF)] + outgoing
        }
        socket = try place.openSocket(overTCP: overTCP)
        guard !overTCP else { return }
        let sent = send(socket.number, outgoing, outgoing.count, Int32(MSG_NOSIGNAL))
        guard sent == outgoing.count else { throw SocketError(code: errno) }
        outgoing = []
    }

    /// What the loop has to wait for.
    var pollEntry: pollfd {
        pollfd(
            fd: socket.number, events: Int16(outgoing.isEmpty ? POLLIN : POLLOUT), revents: 0)
    }

    /// Goes on after the loop saw something at the socket.
    func advance() -> Progress {
        usesTCP ? advanceStream() : receiveDatagram()
    }

    private func receiveDatagram() -> Progress {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(socket.number, &buffer, buffer.count, 0)
        guard count >= 0 else { return Self.failure(errno) }
        return .message(Array(buffer[..<count]))
    }

    private func advanceStream() -> Progress {
        if !outgoing.isEmpty {
            let sent = send(
                socket.number, outgoing, outgoing.count, Int32(MSG_NOSIGNAL))
            guard sent >= 0 else { return Self.failure(errno) }
            outgoing.removeFirst(sent)
            return .waiting
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = recv(socket.number, &buffer, buffer.count, 0)
        guard count >= 0 else { return Self.failure(errno) }
        guard count > 0 else { return .failed("the connection was closed before the answer") }
        incoming += buffer[..<count]
        guard incoming.count >= 2 else { return .waiting }
        let length = Int(incoming[0]) << 8 | Int(incoming[1])
        guard incoming.count >= 2 + length else { return .waiting }
        return .message(Array(incoming[2..<2 + length]))
    }

    private static func failure(_ code: Int32) -> Progress {
        code == EAGAIN || code == EINTR ? .waiting : .failed(systemMessage(code))
    }
}
