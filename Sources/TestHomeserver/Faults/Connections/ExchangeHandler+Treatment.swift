import NIOCore
import NIOHTTP1
import NIOSSL

extension ExchangeHandler {
    /// Has the connection go on as a fault wants it, once the client's first message is there.
    func suffer(
        _ treatment: ConnectionFaults.Treatment, _ channel: any Channel,
        before encoder: HTTPResponseEncoder
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        switch treatment {
        case .handshake(let context):
            try encrypt(channel, by: context, before: encoder)
        case .plainText:
            handshake = .none
        case .stall:
            breakOff("it is not answered, on purpose")
            try pipeline.addHandler(SilentHandler(), position: .before(encoder))
        case .reset:
            breakOff("the connection is reset, on purpose")
            Self.resetAtClose(channel)
            channel.close(promise: nil)
        }
    }

    /// Puts TLS before everything else.
    func encrypt(
        _ channel: any Channel, by tls: NIOSSLContext, before encoder: HTTPResponseEncoder
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let reader = AlertReader { [self] in alert = $0 }
        try pipeline.addHandler(reader, position: .before(encoder))
        try pipeline.addHandler(NIOSSLServerHandler(context: tls), position: .before(encoder))
    }

    private func breakOff(_ words: String) {
        handshake = .failed
        arrivals.yield(.broken(facts, .handshake(words)))
    }
}
