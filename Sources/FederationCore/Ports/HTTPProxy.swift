/// An HTTP proxy that connections go through by way of tunnels.
///
/// RFC 9110, section 9.3.6.
public struct HTTPProxy: Sendable, Hashable, CustomStringConvertible {
    /// The name or the address of its host.
    public let host: ServerName.Host
    /// Its port.
    public let port: UInt16
    private let hostText: String
    /// The value of the `Proxy-Authorization` header; none where its URL holds no user.
    public let authorization: String?

    /// Reads `http://[USER[:PASSWORD]@]HOST[:PORT][/]`; without a scheme it is the same, and without a
    /// port it is 1080, as curl has it.
    ///
    /// - Throws: ``HTTPProxyError`` for what is no URL of an HTTP proxy.
    public init(parsing url: String) throws(HTTPProxyError) {
        let url = ProxyURL(url)
        guard url.scheme.lowercased() == "http" || url.scheme.isEmpty else {
            throw .otherScheme(url.scheme)
        }
        authorization = url.user.map { user in
            let user = PercentEncoding.decode(user[...])
            let text = UnpaddedBase64.encode(
                Array((user.contains(":") ? user : user + ":").utf8))
            let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
            return "Basic \(text)\(padding)"
        }
        // The grammar of a server name is that of a URL's host and port.
        do {
            let place = try ServerName(parsing: url.place)
            host = place.host
            hostText = place.hostText
            port = place.port ?? 1080
        } catch {
            throw .noPlace("\(error)")
        }
    }

    /// Host and port, without user and password.
    public var description: String { "\(hostText):\(port)" }
}
