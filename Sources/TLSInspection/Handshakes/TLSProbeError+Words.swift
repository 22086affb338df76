import COpenSSL
import FederationCore
import Glibc

extension TLSProbeError {
    /// The task was cancelled.
    static let cancelled = TLSProbeError(.cancelled, "cancelled")

    /// The system refused the thread for the handshakes, or what wakes it.
    static func noThread(_ error: SystemError) -> TLSProbeError {
        TLSProbeError(.connect, "no thread for handshakes can be made here: \(error)")
    }

    /// TCP failed.
    static func connecting(_ error: SystemError, proxy: HTTPProxy? = nil) -> TLSProbeError {
        // What is dead is the proxy; nothing is known of the server.
        if let proxy {
            return TLSProbeError(.proxy, "no connection to the proxy \(proxy): \(error)")
        }
        return switch error.number {
        case ECONNREFUSED: TLSProbeError(.refused, "connection refused")
        case ETIMEDOUT: TLSProbeError(.connectTimeout, "no connection: \(error)")
        default: TLSProbeError(.connect, "no connection: \(error)")
        }
    }

    /// The deadline came while connecting.
    static func connectTimeout(
        after limit: Duration, proxy: HTTPProxy? = nil
    ) -> TLSProbeError {
        let way = proxy.map { " through the proxy \($0)" } ?? ""
        return TLSProbeError(.connectTimeout, "no connection\(way) within \(limit.words)")
    }

    /// The deadline came during the handshake.
    static func handshakeTimeout(after limit: Duration, receivedBytes: Int) -> TLSProbeError {
        let seen =
            receivedBytes == 0
            ? "the peer took the connection and sent nothing"
            : "the peer sent \(receivedBytes) bytes and no more"
        return TLSProbeError(
            .handshakeTimeout, "no TLS handshake within \(limit.words): \(seen)")
    }

    /// HTTP answered without TLS.
    static func plainHTTP(_ statusLine: String) -> TLSProbeError {
        TLSProbeError(.plainHTTP, "plain HTTP answers, not TLS: '\(statusLine)'")
    }

    /// The handshake cannot go on; `firstBytes` are the first that the peer sent.
    static func handshake(
        _ failure: TLSConnection.Failure, firstBytes: [UInt8]
    ) -> TLSProbeError {
        let moment =
            firstBytes.isEmpty ? "without an answer to the handshake" : "during the handshake"
        let reason =
            switch failure {
            case .closed: "the peer closed the connection \(moment)"
            case .system(let error) where error.number == ECONNRESET || error.number == EPIPE:
                "the peer reset the connection \(moment)"
            case .system(let error): "the connection broke \(moment): \(error)"
            case .alert(let number):
                "the peer refused the handshake: \(alertName(number)) (alert \(number))"
            case .protocolError(SSL_R_WRONG_VERSION_NUMBER, _) where !looksLikeTLS(firstBytes):
                "what answers is no TLS: it begins with '\(printable(firstBytes.prefix(20)))'"
            case .protocolError(SSL_R_EXCESSIVE_MESSAGE_SIZE, _):
                "the handshake broke: the certificates are larger than the 100 KiB that are read"
            case .protocolError(_, let reason): "the handshake broke: \(reason)"
            }
        if firstBytes.isEmpty { return TLSProbeError(.closed, reason) }
        let alert: Int? = if case .alert(let number) = failure { number } else { nil }
        return TLSProbeError(
            looksLikeTLS(firstBytes) ? .handshake : .notTLS, reason, alert: alert)
    }
}

/// Whether the first byte is the type of a record with a handshake message or with an alert.
func looksLikeTLS(_ bytes: [UInt8]) -> Bool {
    bytes.first == 22 || bytes.first == 21
}

private func alertName(_ number: Int) -> String {
    String(cString: SSL_alert_desc_string_long(Int32(number)))
}

private func printable(_ bytes: some Sequence<UInt8>) -> String {
    String(
        decoding: bytes.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: ".") },
        as: UTF8.self)
}
