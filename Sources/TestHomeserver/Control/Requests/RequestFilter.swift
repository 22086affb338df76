import FederationCore

/// Which requests are meant.
struct RequestFilter: Sendable {
    /// Those for this virtual server; none means all.
    var server: ServerName?
    /// Those for this row of the endpoint table.
    var endpoint: String?
    /// Those with this method.
    var method: String?
    /// Those that say to be from this server.
    var origin: ServerName?
    /// Those whose target begins with this.
    var target: String?

    /// Whether a request is meant.
    func isFor(_ met: MetRequest) -> Bool {
        if let server, server != met.server { return false }
        if let endpoint, endpoint != met.endpoint { return false }
        if let method, method != met.request.method { return false }
        if let origin, origin != met.origin { return false }
        guard let target else { return true }
        return met.request.target.utf8.starts(with: target.utf8)
    }
}
