extension Endpoint {
    /// Where a server lives, and what it runs.
    static let discovery: [Endpoint] = [
        Endpoint(
            "well-known", "which server name a host name delegates to", "GET",
            "/.well-known/matrix/server",
            authentication: .none, response: #"{"m.server": "host[:port]"}"#),
        Endpoint(
            "version", "which software the server runs", "GET", "/_matrix/federation/v1/version",
            authentication: .none, response: #"{"server": {"name", "version"}}"#),
    ]
}
