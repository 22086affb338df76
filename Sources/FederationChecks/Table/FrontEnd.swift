import FederationCore

/// What stands before a homeserver, or the homeserver itself where nothing does.
public enum FrontEnd: String, Sendable, Hashable, CaseIterable {
    /// nginx, and what is built on it.
    case nginx
    /// The Apache HTTP server.
    case apache
    /// Caddy.
    case caddy
    /// HAProxy.
    case haproxy
    /// lighttpd.
    case lighttpd
    /// Traefik.
    case traefik
    /// Envoy.
    case envoy
    /// Cloudflare's proxy.
    case cloudflare
    /// Synapse, which serves TLS itself.
    case synapse

    /// The name that people know it by.
    public var title: String {
        switch self {
        case .nginx: "nginx"
        case .apache: "Apache"
        case .caddy: "Caddy"
        case .haproxy: "HAProxy"
        case .lighttpd: "lighttpd"
        case .traefik: "Traefik"
        case .envoy: "Envoy"
        case .cloudflare: "Cloudflare"
        case .synapse: "Synapse"
        }
    }

    /// Recognises who answered by the marks that each leaves in an answer; none where there is no
    /// mark.
    init?(recognisedIn response: HTTPResponse) {
        let headers = response.headers
        let server = headers.firstValue(of: "Server")?.lowercased() ?? ""
        let via = headers.firstValue(of: "Via")?.lowercased() ?? ""
        if headers.firstValue(of: "CF-Ray") != nil || server.hasPrefix("cloudflare") {
            self = .cloudflare
        } else if server.hasPrefix("nginx") || server.hasPrefix("openresty") {
            self = .nginx
        } else if server.hasPrefix("apache") {
            self = .apache
        } else if server.hasPrefix("caddy") || via.hasSuffix(" caddy") {
            self = .caddy
        } else if server.hasPrefix("lighttpd") {
            self = .lighttpd
        } else if server.hasPrefix("envoy") || server.hasPrefix("istio-envoy") {
            self = .envoy
        } else if server.hasPrefix("synapse") {
            self = .synapse
        } else if server.isEmpty,
            response.bodyText(atMost: 40).hasPrefix("<html><body><h1>\(response.status) ")
        {
            self = .haproxy
        } else {
            return nil
        }
    }
}
