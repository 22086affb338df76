import FederationCore
import NIOCore
import NIOHTTP1

extension ExchangeHandler {
    /// Writes an answer, its framing and the headers that every answer has.
    func send(
        _ outgoing: Outgoing, closes: Bool, _ context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>
    ) {
        let answer = outgoing.answer
        let head = head(of: outgoing, length: answer.body.count, closes: closes)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !outgoing.omitsBody, !answer.body.isEmpty {
            let body = ByteBuffer(bytes: answer.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    /// The head of an answer that announces `length` bytes of body.
    func head(of outgoing: Outgoing, length: Int, closes: Bool) -> HTTPResponseHead {
        let answer = outgoing.answer
        var headers = HTTPHeaders()
        headers.reserveCapacity(answer.headers.count + 5)
        headers.add(name: "Content-Type", value: answer.contentType)
        headers.add(name: "Content-Length", value: "\(length)")
        if !outgoing.date.isEmpty { headers.add(name: "Date", value: outgoing.date) }
        headers.add(name: "Server", value: server)
        for header in answer.headers { headers.add(name: header.name, value: header.value) }
        if closes { headers.add(name: "Connection", value: "close") }
        return HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status),
            headers: headers)
    }
}
