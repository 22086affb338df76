import FederationCore

/// Asks a proxy for a tunnel, over a socket that is connected to it (RFC 9110, section 9.3.6).
struct ProxyTunnel {
    /// How far it came.
    enum Outcome {
        case waiting
        /// What is sent from now on arrives at the other end.
        case open
        case failed(TLSProbeError)
    }

    private let entry: ProxyEntry
    private let place: String
    private var question: [UInt8]
    private var answer: [UInt8] = []

    /// The longest head of an answer that is read.
    private static let headLimit = 16 << 10

    /// A tunnel to where `request` goes.
    init(through entry: ProxyEntry, to request: TLSProbeRequest, userAgent: String) {
        self.entry = entry
        place = "\(request.address.hostText):\(request.port)"
        var lines = ["CONNECT \(place) HTTP/1.1", "Host: \(place)", "User-Agent: \(userAgent)"]
        if let authorization = entry.proxy.authorization {
            lines.append("Proxy-Authorization: \(authorization)")
        }
        question = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// Whether the question is not out yet.
    var wantsToWrite: Bool { !question.isEmpty }

    /// Goes on, once `socket` is ready.
    mutating func advance(over socket: borrowing Socket) -> Outcome {
        if wantsToWrite {
            let count = socket.send(question)
            guard count >= 0 else { return failed("broke the connection") }
            question.removeFirst(count)
            return .waiting
        }
        // Nothing is read beyond the head: a server says nothing before it is greeted.
        let more = socket.receive(4 << 10)
        guard !more.isEmpty else { return failed("closed the connection without an answer") }
        answer += more
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            return answer.count > Self.headLimit ? failed("sends no end of its answer") : .waiting
        }
        guard let line = httpStatusLine(answer), let status = Int(line.dropFirst(9).prefix(3))
        else { return failed("answers with something else than HTTP") }
        guard (200..<300).contains(status) else {
            return failed(
                "refused the connection to \(place) with \(status)",
                status == 407 ? .proxy : .connect)
        }
        return end == answer.count ? .open : failed("sends more than the head of its answer")
    }

    private func failed(
        _ words: String, _ phase: TLSProbeError.Phase = .proxy
    ) -> Outcome {
        .failed(TLSProbeError(phase, "the proxy \(entry.proxy) \(words)"))
    }
}
