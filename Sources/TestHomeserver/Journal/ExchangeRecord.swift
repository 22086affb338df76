public import FoundationEssentials

/// One exchange, or one connection that came to none; holds no secret.
public struct ExchangeRecord: Sendable, Hashable {
    /// Its number, from 1, in the order in which exchanges were over; none where nobody counts.
    public var number: Int?
    /// When it was over.
    public var time: Date
    /// The peer's address and port; empty where none was found.
    public var peer: String
    /// The address and port that the peer connected to; empty where others were asked.
    public var local: String
    /// The name that the one who connected asked for in the TLS handshake.
    public var tlsName: String?
    /// What happened.
    public var event: Event
    /// The faults that struck the connection itself on purpose.
    public var connectionFaults: [String]

    /// The faults that struck, those of the connection first.
    public var faults: [String] {
        guard case .answered(let request) = event else { return connectionFaults }
        return connectionFaults + request.faults
    }

    /// Which way it went.
    public var direction: ExchangeDirection {
        if case .sent = event { .outgoing } else { .incoming }
    }

    /// What can happen.
    public enum Event: Sendable, Hashable {
        /// A request was answered.
        case answered(AnsweredRequest)
        /// Another server was asked.
        case sent(SentRequest)
        /// There was none: the handshake failed, or what came is no HTTP.
        case failed(ConnectionFailure)
    }

    /// A record.
    public init(
        time: Date, peer: String, local: String, tlsName: String? = nil, event: Event,
        connectionFaults: [String] = []
    ) {
        self.time = time
        self.peer = peer
        self.local = local
        self.tlsName = tlsName
        self.event = event
        self.connectionFaults = connectionFaults
    }
}
