public import FoundationEssentials

/// One exchange, or one connection that came to none; holds no secret.
public struct ExchangeRecord: Sendable, Hashable {
    /// When it was answered.
    public var time: Date
    /// The peer's address and port.
    public var peer: String
    /// The address and port that the peer connected to.
    public var local: String
    /// The name that the peer asked for in the TLS handshake.
    public var tlsName: String?
    /// What happened.
    public var event: Event

    /// What a connection can bring.
    public enum Event: Sendable, Hashable {
        /// A request was answered.
        case answered(AnsweredRequest)
        /// There was none: the handshake failed, or what came is no HTTP.
        case failed(ConnectionFailure)
    }

    /// A record.
    public init(time: Date, peer: String, local: String, tlsName: String? = nil, event: Event) {
        self.time = time
        self.peer = peer
        self.local = local
        self.tlsName = tlsName
        self.event = event
    }
}
