/// Why no handshake was completed.
public struct TLSProbeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How far it came.
    public var phase: Phase
    /// What happened, in lower case and without a full stop.
    public var reason: String
    /// The number of the alert with which the peer refused, where it sent one.
    public var alert: Int?

    /// Whether the peer asked for a client certificate before; it got none.
    public var asksForClientCertificate = false

    /// How far a probe came.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// The connection was refused.
        case refused
        /// Another failure of TCP.
        case connect
        /// The proxy is not there, or is none: nothing is known of the server.
        case proxy
        /// No connection in time.
        case connectTimeout
        /// A connection, and no handshake in time.
        case handshakeTimeout
        /// What answers is plain HTTP.
        case plainHTTP
        /// A connection that the peer closed or reset before it sent a single byte.
        case closed
        /// What the peer sent is neither TLS nor HTTP.
        case notTLS
        /// The peer ended the handshake, or broke it.
        case handshake
        /// The task was cancelled.
        case cancelled
    }

    /// An error.
    public init(_ phase: Phase, _ reason: String, alert: Int? = nil) {
        self.phase = phase
        self.reason = reason
        self.alert = alert
    }

    /// The reason.
    public var description: String { reason }
}
