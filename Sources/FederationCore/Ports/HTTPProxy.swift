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
        var rest = url[...]
        if let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") {
            let scheme = String(url[..<colon])
            guard scheme.lowercased() == "http" else { throw .otherScheme(scheme) }
            rest = url[colon...].dropFirst(3)
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        if let at = rest.lastIndex(of: "@") {
            let user = PercentEncoding.decode(rest[..<at])
            let text = UnpaddedBase64.encode(
                Array((user.contains(":") ? user : user + ":").utf8))
            let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
            authorization = "Basic \(text)\(padding)"
            rest = rest[rest.index(after: at)...]
        } else {
            authorization = nil
        }
        // The grammar of a server name is that of a URL's host and port.
        do {
            let place = try ServerName(parsing: String(rest))
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
