import FederationCore
import NIOCore
import NIOHTTP1
import NIOTLS

/// The end of a connection's pipeline: makes whole requests of parts, and parts of answers.
///
/// It holds the connection to its limits (sizes, times), reads nothing more while two requests wait
/// for their answers, and is the only one who ends the connection.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = Never
    typealias OutboundIn = Outgoing
    typealias OutboundOut = HTTPServerResponsePart

    /// Which part of a request comes next.
    enum Reading {
        case head
        case body(HTTPRequestHead, ByteBuffer)
        /// Whatever comes is thrown away: the connection is about to end.
        case nothing
    }

    /// How far a peer is with TLS.
    enum Handshake {
        case none
        case awaited
        case completed
        case failed
    }

    let limits: ServerLimits
    let server: String
    let arrivals: AsyncStream<Arrival>.Continuation
    var facts = ConnectionFacts(peer: "", local: "", tlsName: nil)
    var reading = Reading.head
    /// What bodies of all connections may take.
    let budget: BodyBudget
    /// How many bytes of the body that is being read are there.
    var readBytes = 0
    /// How many bytes of body each request holds that waits for its answer, in order.
    var heldBytes: [Int] = []
    /// How many requests wait for their answer.
    var unanswered: Int { heldBytes.count }
    /// Whether the connection ends once nothing waits for an answer.
    var isEnding = false
    /// Whether any request, or something that was meant as one, has come.
    var hasAsked = false
    /// How far the peer is with TLS.
    var handshake: Handshake
    /// What the peer said of the handshake in the clear.
    var alert: TLSAlert?
    /// Whether the peer has closed its side.
    var isInputClosed = false
    /// Whether an answer never comes, and with it none after it.
    var isStalled = false
    /// Who waits for answers that never come.
    var stalledPromises: [EventLoopPromise<Void>] = []
    /// The rest of an answer that goes out slowly.
    var waiting: Scheduled<Void>?
    private var withheldRead = false
    /// When the time of the peer is up; none waits for the one who answers.
    var deadline: NIODeadline?
    private var timer: Scheduled<Void>?

    init(
        limits: ServerLimits, server: String, handshake: Handshake, budget: BodyBudget,
        arrivals: AsyncStream<Arrival>.Continuation
    ) {
        self.limits = limits
        self.server = server
        self.handshake = handshake
        self.budget = budget
        self.arrivals = arrivals
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        facts.peer = context.channel.remoteAddress.map(Self.text) ?? ""
        facts.local = context.channel.localAddress.map(Self.text) ?? ""
        allow(limits.idleTimeout, context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish()
    }

    private func finish() {
        if handshake == .completed, !hasAsked {
            hasAsked = true
            arrivals.yield(.broken(facts, .noRequest))
        }
        timer?.cancel()
        timer = nil
        deadline = nil
        abandonDelivery()
        reading = .nothing
        budget.giveBack(heldBytes.reduce(readBytes, +))
        readBytes = 0
        heldBytes = heldBytes.map { _ in 0 }
        arrivals.finish()
    }

    func read(context: ChannelHandlerContext) {
        if unanswered > 1 {
            withheldRead = true
        } else {
            context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is DrainRequest:
            hasAsked = true
            end(context)
        case ChannelEvent.inputClosed:
            isInputClosed = true
            end(context)
        case TLSUserEvent.handshakeCompleted:
            handshake = .completed
        default:
            break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let outgoing = unwrapOutboundIn(data)
        let isLast = outgoing.closes || (isEnding && unanswered == 1)
        let sent = promise ?? context.eventLoop.makePromise()
        guard !isStalled else { return stalledPromises.append(sent) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        sent.futureResult.whenComplete { _ in
            let (handler, context) = bound.value
            handler.sent(isLast: isLast, context)
        }
        if let delivery = outgoing.delivery {
            return deliver(outgoing, delivery, closes: isLast, context, promise: sent)
        }
        allow(limits.transferTimeout, context)
        send(outgoing, closes: isLast, context, promise: sent)
    }

    /// What follows an answer that has left.
    private func sent(isLast: Bool, _ context: ChannelHandlerContext) {
        if !heldBytes.isEmpty { budget.giveBack(heldBytes.removeFirst()) }
        guard context.channel.isActive else { return }
        if unanswered <= 1, withheldRead {
            withheldRead = false
            context.read()
        }
        if isLast {
            if case .nothing = reading, !isInputClosed {
                // What the peer still sends is read for a while: to reset would lose it the answer.
                allow(min(.seconds(1), limits.idleTimeout), context)
            } else {
                context.close(promise: nil)
            }
            return
        }
        guard unanswered == 0 else { return allow(nil, context) }
        switch reading {
        case .head: allow(limits.idleTimeout, context)
        case .body: allow(limits.transferTimeout, context)
        case .nothing: context.close(promise: nil)
        }
    }

    /// Ends the connection as soon as nothing waits for an answer, and no request is on its way.
    func end(_ context: ChannelHandlerContext) {
        isEnding = true
        if case .body = reading, !isStalled { return }
        if unanswered == 0 || isStalled { context.close(promise: nil) }
    }

    /// Bounds what comes next; none waits for the one who answers.
    func allow(_ duration: Duration?, _ context: ChannelHandlerContext) {
        guard let duration else {
            deadline = nil
            return
        }
        let due = NIODeadline.now() + TimeAmount(duration)
        let isSooner = deadline.map { due < $0 } ?? true
        deadline = due
        if timer == nil || isSooner { schedule(due, context) }
    }

    private func schedule(_ due: NIODeadline, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { [self] in
            timer = nil
            guard let deadline else { return }
            if NIODeadline.now() < deadline { return schedule(deadline, context) }
            expire(context)
        }
    }

    /// The time is up.
    private func expire(_ context: ChannelHandlerContext) {
        guard case .body(let head, _) = reading, unanswered == 0 else {
            context.close(promise: nil)
            return
        }
        refuse(head, .tooSlow(limits.transferTimeout))
    }

    private static func text(_ address: SocketAddress) -> String {
        guard let ip = address.ipAddress, let port = address.port else { return "\(address)" }
        return ip.utf8.contains(UInt8(ascii: ":")) ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }
}
