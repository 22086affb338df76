import FederationCore
import NIOCore
import NIOHTTP1
import NIOSSL

extension ExchangeHandler {
    /// Writes an answer as its delivery wants it.
    func deliver(
        _ outgoing: Outgoing, _ delivery: Delivery, closes: Bool, _ context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>
    ) {
        // The one who answers takes the time.
        allow(nil, context)
        guard let delay = delivery.delay else {
            begin(outgoing, delivery, closes: closes, context, promise: promise)
            return
        }
        later(TimeAmount(delay), context, promise: promise) { handler, context in
            handler.begin(outgoing, delivery, closes: closes, context, promise: promise)
        }
    }

    private func begin(
        _ outgoing: Outgoing, _ delivery: Delivery, closes: Bool, _ context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>
    ) {
        switch delivery.ending {
        case .stalled:
            isStalled = true
            stalledPromises.append(promise)
            if isInputClosed || isEnding { context.close(promise: nil) }
        case .reset:
            Self.reset(context)
            promise.fail(ChannelError.ioOnClosedChannel)
        case .usual:
            let pieces = BodyPieces(outgoing, delivery)
            let length = max(0, pieces.count + delivery.lengthDifference)
            let head = head(of: outgoing, length: length, closes: closes)
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            pour(pieces, breaksOff: delivery.keptBytes != nil, context, promise: promise)
        }
    }

    /// Writes one piece after the other, each once the one before has left.
    private func pour(
        _ pieces: BodyPieces, breaksOff: Bool, _ context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>
    ) {
        var pieces = pieces
        guard let piece = pieces.next() else {
            guard breaksOff else {
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
                return
            }
            context.close(promise: nil)
            promise.fail(ChannelError.ioOnClosedChannel)
            return
        }
        let rest = pieces
        let left = context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let loopBound = NIOLoopBound(rest, eventLoop: context.eventLoop)
        left.futureResult.whenComplete { result in
            let (handler, context) = bound.value
            if case .failure(let error) = result { return promise.fail(error) }
            let rest = loopBound.value
            guard let pause = rest.pause else {
                return handler.pour(rest, breaksOff: breaksOff, context, promise: promise)
            }
            handler.later(pause, context, promise: promise) { handler, context in
                handler.pour(loopBound.value, breaksOff: breaksOff, context, promise: promise)
            }
        }
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(piece))), promise: left)
    }

    /// Does something later, unless the connection has ended by then.
    private func later(
        _ amount: TimeAmount, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>,
        _ action: @escaping (ExchangeHandler, ChannelHandlerContext) -> Void
    ) {
        let bound = NIOLoopBound((self, context, action), eventLoop: context.eventLoop)
        let scheduled = context.eventLoop.scheduleTask(in: amount) {
            let (handler, context, action) = bound.value
            handler.waiting = nil
            action(handler, context)
        }
        waiting = scheduled
        scheduled.futureResult.whenFailure { promise.fail($0) }
    }

    /// Ends what has no time to end by itself.
    func abandonDelivery() {
        waiting?.cancel()
        waiting = nil
        let promises = stalledPromises
        stalledPromises = []
        for promise in promises { promise.fail(ChannelError.ioOnClosedChannel) }
    }

    /// Resets the connection: TCP says so, and TLS says nothing.
    static func reset(_ context: ChannelHandlerContext) {
        resetAtClose(context.channel)
        // From the outer end of TLS: nothing is said there any more.
        let outer = try? context.pipeline.syncOperations.context(
            handlerType: NIOSSLServerHandler.self)
        (outer ?? context).close(promise: nil)
    }

    /// Has the peer see a reset where the connection is closed.
    static func resetAtClose(_ channel: any Channel) {
        guard let socket = channel as? any SocketOptionProvider else { return }
        // Without the option the connection is closed, which is the next best.
        _ = socket.unsafeSetSocketOption(
            level: .socket, name: .so_linger, value: Lingering())
    }
}

/// The value of `SO_LINGER` that ends a connection at once: `struct linger` of C.
private struct Lingering {
    let isOn: CInt = 1
    let seconds: CInt = 0
}
