/// Why a connection ended without a request that could be read.
public enum ConnectionFailure: Sendable, Hashable, CustomStringConvertible {
    /// The TLS handshake failed; the words say why.
    case handshake(String)
    /// The handshake was completed, and nothing was asked: so ends a peer that the certificate's name does not suit.
    case noRequest
    /// What came is no HTTP/1 request; the status is what was answered, none where nothing could be.
    case notHTTP(String, status: Int?)

    /// The reason in words.
    public var description: String {
        switch self {
        case .handshake(let reason): "the TLS handshake failed: \(reason)"
        case .noRequest: "closed after the TLS handshake, without a request"
        case .notHTTP(let reason, _): "no HTTP request: \(reason)"
        }
    }
}
