import FederationCore
import Glibc

/// Asks in clear whether HTTP answers; belongs to the thread of the loop.
///
/// Many servers wait for the end of a line, so a TLS greeting alone does not make them answer.
final class PlainHTTPInquiry {
    /// What is known so far.
    enum Outcome {
        case waiting
        /// HTTP answered, with this status line.
        case http(String)
        case somethingElse
    }

    private let socket: Socket
    private let question: [UInt8]
    private var hasAsked = false
    private var answer: [UInt8] = []

    private init(over socket: consuming Socket, question: String) {
        self.socket = socket
        self.question = Array(question.utf8)
    }

    /// Begins to connect; nothing where that is refused at once.
    static func begin(_ request: TLSProbeRequest, userAgent: String) -> PlainHTTPInquiry? {
        let question = """
            HEAD / HTTP/1.1\r
            Host: \(request.name.urlHost)\r
            User-Agent: \(userAgent)\r
            Connection: close\r
            \r

            """
        do throws(SystemError) {
            let socket = try Socket.connecting(to: request.address, port: request.port)
            return PlainHTTPInquiry(over: socket, question: question)
        } catch {
            // The handshake has its own error to tell; that nothing more could be learned changes none of it.
            return nil
        }
    }

    /// What to poll for.
    var interest: pollfd {
        let events = hasAsked ? POLLIN : POLLOUT
        return pollfd(fd: socket.descriptor, events: Int16(events), revents: 0)
    }

    /// Goes on, once the socket is ready.
    func advance() -> Outcome {
        guard hasAsked else {
            guard socket.pendingError == nil, socket.send(question) == question.count else {
                return .somethingElse
            }
            hasAsked = true
            return .waiting
        }
        let more = socket.receive(80)
        answer += more
        if let line = httpStatusLine(answer) { return .http(line) }
        let isOver = more.isEmpty || !"HTTP/".utf8.starts(with: answer)
        return isOver ? .somethingElse : .waiting
    }
}
