import NIOCore

/// Stands before TLS and tells of an alert that the peer sends in the clear.
///
/// A peer that refuses the certificate says so before it has begun to encrypt, when the TLS library here takes
/// everything for encrypted already, and can make nothing of it.
final class AlertReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let take: (TLSAlert) -> Void

    /// Tells `take` of an alert.
    init(_ take: @escaping (TLSAlert) -> Void) {
        self.take = take
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if let alert = TLSAlert(atStartOf: unwrapInboundIn(data).readableBytesView) { take(alert) }
        context.fireChannelRead(data)
    }
}
