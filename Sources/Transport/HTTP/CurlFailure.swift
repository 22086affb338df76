import CCurl
import COpenSSL
import FederationCore
import Glibc

/// What is known about a transfer that failed, and the words for it.
struct CurlFailure {
    /// libcurl's code.
    var code: CURLcode
    /// libcurl's own words, perhaps empty.
    var message: String
    /// Why the collector took no more.
    var overflow: String?
    /// The `errno` of the connection.
    var systemError: Int32
    /// The code of OpenSSL's verification, 0 where it was content.
    var verifyResult: Int
    /// The proxy that the connection was to go through.
    var proxy: String?
    /// The status with which a proxy answered, 0 where there was none.
    var proxyStatus: Int
    /// Whether the request went out over a connection that an earlier exchange had made.
    var usedKeptConnection: Bool
    /// Whether there was a connection to shake hands on.
    var hasBegunTLS: Bool
    /// The status of the answer, as far as it came.
    var status: Int?
    /// How many bytes of body came.
    var bodyBytes: Int
    /// The phases that were reached.
    var timings: HTTPTimings

    /// The error for the caller.
    func error(over route: HTTPRoute, limits: HTTPLimits) -> HTTPExchangeError {
        let place = "\(route.address.hostText):\(route.port)"
        if let overflow { return HTTPExchangeError(.tooLarge, overflow) }
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            return HTTPExchangeError(.timeout, timeoutReason(place, route, limits))
        case CURLE_COULDNT_CONNECT where proxy != nil:
            // It is the proxy that is connected to.
            let reason = systemError == 0 ? words : systemMessage(systemError)
            return HTTPExchangeError(
                .proxy, "no connection to the proxy \(proxyPlace): \(reason)")
        case CURLE_COULDNT_CONNECT where systemError == ECONNREFUSED:
            return HTTPExchangeError(.refused, "\(place) refused the connection")
        case CURLE_COULDNT_CONNECT where systemError != 0:
            return HTTPExchangeError(
                .connect, "no connection to \(place): \(systemMessage(systemError))")
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED:
            return HTTPExchangeError(.connect, "no connection to \(place): \(words)")
        case CURLE_COULDNT_RESOLVE_PROXY:
            return HTTPExchangeError(
                .proxy, "the name of the proxy \(proxyPlace) has no address")
        case CURLE_PROXY:
            return HTTPExchangeError(.proxy, "the proxy \(proxyPlace) failed: \(words)")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            return HTTPExchangeError(.certificate, certificateReason(route))
        case CURLE_SSL_CONNECT_ERROR:
            return HTTPExchangeError(.tls, handshakeReason(place))
        case CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_SHUTDOWN_FAILED, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
            return HTTPExchangeError(.tls, words)
        case CURLE_FILESIZE_EXCEEDED:
            return HTTPExchangeError(
                .tooLarge, "the body of the answer is larger than \(limits.maximumBodyBytes) bytes")
        case CURLE_OUT_OF_MEMORY where status == nil || bodyBytes == 0, tooLargeCode:
            // libcurl 7 calls a header line beyond its own limit of 100 KiB so.
            return HTTPExchangeError(.tooLarge, "a header line of the answer is too long")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2,
            CURLE_BAD_FUNCTION_ARGUMENT:
            return HTTPExchangeError(.notHTTP, "what \(place) answers is no HTTP: \(words)")
        default:
            return brokenOff(place)
        }
    }

    /// The failures after which the answer is there in part, or not at all.
    private func brokenOff(_ place: String) -> HTTPExchangeError {
        switch code {
        case CURLE_GOT_NOTHING:
            HTTPExchangeError(.truncated, "\(place) closed the connection without an answer")
        case CURLE_RECV_ERROR where proxyStatus >= 300 && status == nil:
            HTTPExchangeError(
                .connect,
                "the proxy \(proxyPlace) refused the connection to \(place) with \(proxyStatus)")
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2_STREAM:
            HTTPExchangeError(
                .truncated,
                status == nil
                    ? "the connection to \(place) broke off before an answer: \(words)"
                    : "the answer broke off after \(bodyBytes) bytes of body: \(words)")
        case CURLE_BAD_CONTENT_ENCODING:
            HTTPExchangeError(.other, "the content encoding of the answer is broken: \(words)")
        default:
            HTTPExchangeError(.other, words)
        }
    }

    /// The proxy without the name and the password that its URL may hold.
    private var proxyPlace: String {
        proxy.map { ProxyURL($0).place } ?? ""
    }

    private func timeoutReason(
        _ place: String, _ route: HTTPRoute, _ limits: HTTPLimits
    ) -> String {
        let limit = limits.timeout.words
        // A kept connection has no times of its own making.
        if !usedKeptConnection {
            if timings.connect == nil, !hasBegunTLS {
                let way = proxy == nil ? place : "\(place) through the proxy \(proxyPlace)"
                return "no connection to \(way) within \(limit)"
            }
            if route.usesTLS, timings.tls == nil { return "no TLS handshake within \(limit)" }
        }
        if status == nil { return "no HTTP answer within \(limit)" }
        return "the answer was not complete within \(limit) (\(bodyBytes) bytes of body so far)"
    }

    private func certificateReason(_ route: HTTPRoute) -> String {
        // The chain is good then: it is the names that libcurl compares itself.
        if message.contains("subject name") {
            return "the certificate is not valid for \(route.tlsName)"
        }
        guard verifyResult > 1, let text = X509_verify_cert_error_string(verifyResult) else {
            return words
        }
        return startingInLowerCase(String(cString: text))
    }

    private func handshakeReason(_ place: String) -> String {
        if message.contains("wrong version number") || message.contains("http request") {
            return "what \(place) answers is no TLS; plain HTTP on this port looks so"
        }
        return "the handshake failed: \(words)"
    }

    /// libcurl's words without its codes, in lower case.
    private var words: String {
        let text = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
        // OpenSSL's errors come as 'error:0A000410:SSL routines::handshake failure'.
        var rest = Substring(text)
        while let range = rest.firstRange(of: "::") { rest = rest[range.upperBound...] }
        if rest.hasSuffix(", errno 0") { rest = rest.dropLast(", errno 0".count) }
        return startingInLowerCase(String(rest))
    }

    /// `CURLE_TOO_LARGE`, which older headers do not have.
    private var tooLargeCode: CURLcode { CURLcode(rawValue: 100) }
}
