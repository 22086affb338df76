import Glibc
import NIOCore
import NIOHTTP1
import NIOSSL

/// Why a handshake failed, in plain words.
struct HandshakeWords {
    /// The words.
    let text: String

    /// The words for `error`; an alert that the peer sent before it says more.
    init(_ error: any Error, alert: TLSAlert?) {
        if let alert {
            text = alert.words
        } else if case NIOSSLError.handshakeFailed(let failure) = error {
            text = Self.words(for: failure)
        } else if let error = error as? IOError {
            text = Self.words(forSystemError: error.errnoCode)
        } else if error is HTTPParserError {
            text = "it was not finished"
        } else {
            text = "the peer broke off"
        }
    }

    private static func words(for failure: BoringSSLError) -> String {
        switch failure {
        case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack),
            .failedToSetALPN(let stack):
            if stack.contains(.eofDuringHandshake) { return closed }
            return TLSLibraryWords.reason(in: stack).map(words) ?? "the peer broke off"
        case .zeroReturn, .syscallError: return closed
        default: return "the peer broke off"
        }
    }

    private static let closed = "the peer closed the connection before the end of the handshake"

    private static func words(for reason: String) -> String {
        for prefix in ["TLSV1_ALERT_", "SSLV3_ALERT_", "TLSV1_"] where reason.hasPrefix(prefix) {
            let name = reason.dropFirst(prefix.count).lowercased()
            if let alert = TLSAlert(named: name) { return alert.words }
        }
        return switch reason {
        case "HTTP_REQUEST", "HTTPS_PROXY_REQUEST": "the peer speaks plain HTTP"
        case "WRONG_VERSION_NUMBER", "INVALID_ALERT": "what came is not TLS"
        case "UNSUPPORTED_PROTOCOL": "the peer speaks no version of TLS that is offered"
        case "NO_SHARED_CIPHER": "the peer and this side have no cipher in common"
        // Said in the clear where encryption has begun: the words of a peer that gives up.
        case "BAD_PACKET_LENGTH": "the peer broke off when it saw the certificate"
        default: TLSLibraryWords.spelled(reason)
        }
    }

    private static func words(forSystemError code: CInt) -> String {
        switch code {
        case ECONNRESET, EPIPE: return "the peer reset the connection"
        default: return strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
        }
    }
}
