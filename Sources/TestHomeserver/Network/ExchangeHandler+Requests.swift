import FederationCore
import NIOCore
import NIOHTTP1
import NIOSSL

extension ExchangeHandler {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): take(head, context)
        case .body(let part): take(part)
        case .end: takeEnd(context)
        }
    }

    private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard case .head = reading else { return }
        reading = .body(head, ByteBuffer())
        if unanswered == 0 { allow(limits.transferTimeout, context) }
        let hosts = head.headers["Host"].count
        guard hosts == 1 || head.version.minor < 1 else {
            return refuse(head, .noSingleHost(found: hosts))
        }
        if let length = head.headers.first(name: "Content-Length"),
            Int(length) ?? .max > limits.bodyBytes
        {
            return refuse(head, .bodyTooLarge(limit: limits.bodyBytes))
        }
        guard let expectation = head.headers.first(name: "Expect"), !expectation.isEmpty else {
            return
        }
        guard expectation.lowercased() == "100-continue" else {
            return refuse(head, .unknownExpectation)
        }
        if unanswered == 0, head.version.minor >= 1 {
            let interim = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
        }
    }

    private func take(_ part: ByteBuffer) {
        guard case .body(let head, var body) = reading else { return }
        // The buffer must have one owner only while it grows.
        reading = .nothing
        guard budget.take(part.readableBytes) else { return refuse(head, .tooBusy) }
        readBytes += part.readableBytes
        var part = part
        body.writeBuffer(&part)
        guard body.readableBytes <= limits.bodyBytes else {
            return refuse(head, .bodyTooLarge(limit: limits.bodyBytes))
        }
        reading = .body(head, body)
    }

    private func takeEnd(_ context: ChannelHandlerContext) {
        switch reading {
        case .head:
            break
        case .nothing:
            // A refused request has come to its end: nothing is left to wait for.
            if unanswered == 0 { context.close(promise: nil) }
        case .body(let head, let body):
            reading = .head
            hasAsked = true
            heldBytes.append(readBytes)
            readBytes = 0
            allow(nil, context)
            arrivals.yield(.request(request(head, body: Array(buffer: body))))
        }
    }

    /// Has `head` refused before its body is there, and takes in nothing more.
    func refuse(_ head: HTTPRequestHead, _ refusal: EarlyRefusal) {
        reading = .nothing
        hasAsked = true
        budget.giveBack(readBytes)
        readBytes = 0
        heldBytes.append(0)
        deadline = nil
        var refused = request(head, body: [])
        refused.keepsAlive = false
        arrivals.yield(.refused(refused, refusal))
    }

    private func request(_ head: HTTPRequestHead, body: [UInt8]) -> ArrivedRequest {
        // An upgrade that is not taken leaves a parser that reads nothing more.
        let asksForAnother = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
        return ArrivedRequest(
            method: head.method.rawValue, target: head.uri,
            headers: head.headers.map { HTTPHeader($0.name, $0.value) }, body: body,
            keepsAlive: head.isKeepAlive && head.version.minor >= 1 && !asksForAnother,
            connection: facts)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .nothing = reading {
            // A refusal is on its way: it is the last word, whatever else goes wrong.
            if unanswered == 0 { context.close(promise: nil) }
            return
        }
        reading = .nothing
        // Before the handshake is over, it is the beginning of one that comes here when the peer is gone.
        if let error = error as? HTTPParserError, handshake != .awaited {
            hasAsked = true
            return reject(error, context)
        }
        // Without a failed handshake: the peer is gone, or broke off in the middle of something.
        if handshake == .awaited {
            handshake = .failed
            let words = HandshakeWords(error, alert: alert)
            arrivals.yield(.broken(facts, .handshake(words.text)))
        }
        context.close(promise: nil)
    }

    /// Answers what is no HTTP request, where no answer to another one is still to come.
    private func reject(_ error: HTTPParserError, _ context: ChannelHandlerContext) {
        guard unanswered == 0, context.channel.isWritable else {
            isEnding = true
            arrivals.yield(.broken(facts, .notHTTP("\(error)", status: nil)))
            return
        }
        let answer =
            error == .headerOverflow
            ? Answer.refusal(Refusal(431, "M_TOO_LARGE", "the header lines are too large"))
            : Answer.refusal(Refusal(400, "M_UNKNOWN", "this is no HTTP/1.1 request"))
        arrivals.yield(.broken(facts, .notHTTP("\(error)", status: answer.status)))
        let outgoing = Outgoing(answer: answer, closes: true, omitsBody: false, date: "")
        heldBytes.append(0)
        write(context: context, data: NIOAny(outgoing), promise: nil)
        context.flush()
    }
}
