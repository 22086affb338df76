import NIOCore
import NIOHTTP1
import NIOPosix
import NIOTLS

/// Makes a connection of every accepted channel.
struct ConnectionPipeline: Sendable {
    /// The certificates; none speaks plain HTTP.
    let tls: TLSContexts?
    /// The limits of each connection.
    let limits: ServerLimits
    /// The `Server` header of every answer.
    let server: String
    /// Who counts the connections.
    let registry: ConnectionRegistry
    /// What bodies may take.
    let budget: BodyBudget
    /// Where new connections go.
    let connections: AsyncStream<Connection>.Continuation
    /// Who answers what comes.
    let responder: any Responding
    /// Does wrong on demand; none where there is no plan.
    let faults: ConnectionFaults?

    /// The same without TLS and without faults, for those who control the homeserver.
    func controlling(
        _ responder: ControlResponder, registry: ConnectionRegistry
    ) -> ConnectionPipeline {
        ConnectionPipeline(
            tls: nil, limits: limits, server: server, registry: registry, budget: budget,
            connections: connections, responder: responder, faults: nil)
    }

    /// Puts the handlers in, and hands the connection on; closes it where there are too many.
    func set(up channel: any Channel) throws {
        guard registry.admit(channel) else {
            channel.close(promise: nil)
            return
        }
        let (arrivals, continuation) = AsyncStream.makeStream(of: Arrival.self)
        let exchange = ExchangeHandler(
            limits: limits, server: server, handshake: tls == nil ? .none : .awaited,
            budget: budget, arrivals: continuation)
        let pipeline = channel.pipeline.syncOperations
        let encoder = HTTPResponseEncoder()
        if let tls {
            let reader = SNIHandler { result in
                channel.eventLoop.makeCompletedFuture {
                    if case .hostname(let name) = result { exchange.facts.tlsName = name }
                    if let (names, treatment) = try faults?.strike(exchange.facts) {
                        exchange.facts.faults = names
                        return try exchange.suffer(treatment, channel, before: encoder)
                    }
                    let context = tls.context(
                        tlsName: exchange.facts.tlsName,
                        localAddress: channel.localAddress?.ipAddress)
                    try exchange.encrypt(channel, by: context, before: encoder)
                }
            }
            try pipeline.addHandler(ByteToMessageHandler(reader))
        }
        var decoderLimits = NIOHTTPDecoderLimitConfiguration()
        decoderLimits.maxHeaderFieldSize = limits.headerBytes
        decoderLimits.maxHeaderListSize = limits.headerBytes
        decoderLimits.maxHeaderFieldCount = limits.headerLines
        let decoder = HTTPRequestDecoder(limitConfiguration: decoderLimits)
        try pipeline.addHandler(encoder)
        try pipeline.addHandler(ByteToMessageHandler(decoder))
        try pipeline.addHandler(exchange)
        connections.yield(
            Connection(channel: channel, arrivals: arrivals, responder: responder))
    }
}
