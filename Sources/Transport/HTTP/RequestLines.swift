import FederationCore

/// What libcurl is given for a request: a URL, the header lines, and nothing that the caller did not ask for.
struct RequestLines: Sendable, Hashable {
    /// Scheme, name and port; the target is set apart, so that not a byte of it changes.
    var url: String
    /// Where the connection really goes.
    var connectTo: String
    /// The header lines in libcurl's own notation, where a name with an empty value switches a default off.
    var headers: [String]

    /// Looks over `request` and `route`: what would break the framing of HTTP is refused.
    init(_ request: HTTPRequest, over route: HTTPRoute) throws(HTTPExchangeError) {
        try Self.checkMethod(request.method)
        try Self.checkTarget(request.target)
        url = try Self.url(of: route)
        connectTo = "::\(route.address.hostText):\(route.port)"
        headers = try Self.headers(of: request)
    }

    private static func url(of route: HTTPRoute) throws(HTTPExchangeError) -> String {
        if case .name(let name) = route.tlsName {
            let isPlain = name.utf8.allSatisfy { byte in
                isDigitOrLetter(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
            guard isPlain, !name.isEmpty else {
                throw HTTPExchangeError(.other, "'\(name)' is no host name")
            }
        }
        let scheme = route.usesTLS ? "https" : "http"
        return "\(scheme)://\(route.tlsName.urlHost):\(route.port)/"
    }

    private static func headers(of request: HTTPRequest) throws(HTTPExchangeError) -> [String] {
        var lines = [try line("Host", request.hostHeader)]
        for header in request.headers {
            lines.append(try line(header.name, header.value))
        }
        // What libcurl would add of its own accord is switched off, unless the caller sends it.
        for name in ["Accept", "Accept-Encoding", "Content-Type", "Expect", "User-Agent"]
        where request.headers.firstValue(of: name) == nil {
            lines.append("\(name):")
        }
        return lines
    }

    private static func line(
        _ name: String, _ value: String
    ) throws(HTTPExchangeError) -> String {
        guard name.isHTTPToken else {
            throw HTTPExchangeError(.other, "the header name '\(name)' is no token")
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw HTTPExchangeError(
                .other, "the value of the header '\(name)' holds a control character")
        }
        // A colon without a value would switch the header off; the semicolon sends it empty.
        let isBlank = value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        return isBlank ? "\(name);" : "\(name): \(value)"
    }

    private static func checkMethod(_ method: String) throws(HTTPExchangeError) {
        guard method.isHTTPToken else {
            throw HTTPExchangeError(.other, "the method '\(method)' is no token")
        }
    }

    private static func checkTarget(_ target: String) throws(HTTPExchangeError) {
        guard !target.isEmpty else {
            throw HTTPExchangeError(.other, "the request target is empty")
        }
        guard let offset = Array(target.utf8).firstIndex(where: { $0 <= 0x20 || $0 == 0x7F })
        else { return }
        throw HTTPExchangeError(
            .other, "the request target holds a space or control character at byte \(offset)")
    }

    private static func isDigitOrLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}
