/// Why a text names no HTTP proxy.
public enum HTTPProxyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It names a proxy of another kind.
    case otherScheme(String)
    /// What should be host and port is not.
    case noPlace(String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .otherScheme(let name): "'\(name)' is no scheme of an HTTP proxy"
        case .noPlace(let reason): "the proxy has no host and port: \(reason)"
        }
    }

    /// What to write.
    public var hint: String { "an HTTP proxy is written http://HOST:PORT" }
}
