/// Why there is no complete HTTP answer.
public struct HTTPExchangeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How far the exchange came.
    public var phase: Phase
    /// What happened, in lower case and without a full stop.
    public var reason: String

    /// The phases of an exchange, and what can end each.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// The connection was refused.
        case refused
        /// No route, no network, or another failure of TCP.
        case connect
        /// The proxy is not there, or is none: nothing is known of the server.
        case proxy
        /// The time was up; the reason says while what and after how long.
        case timeout
        /// The handshake failed.
        case tls
        /// The certificate was refused.
        case certificate
        /// What came is no HTTP.
        case notHTTP
        /// The answer ended early, or broke off.
        case truncated
        /// The answer was larger than the limit.
        case tooLarge
        /// The task was cancelled.
        case cancelled
        /// Anything else.
        case other
    }

    /// An error.
    public init(_ phase: Phase, _ reason: String) {
        self.phase = phase
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
