import FederationCore

/// A request or a connection that a fault might strike.
struct FaultOccasion: Sendable {
    /// The virtual server.
    var server: ServerName
    /// The row of the endpoint table; none for a connection, and for a path that is unknown.
    var endpoint: String?
    /// Who says to have sent the request.
    var origin: ServerName?
    /// The address of the peer.
    var address: IPAddress?

    /// Address and name of the peer, as ``ConnectionFacts`` has them.
    init(server: ServerName, endpoint: String? = nil, origin: ServerName? = nil, peer: String) {
        self.server = server
        self.endpoint = endpoint
        self.origin = origin
        let host = peer.prefix(upTo: peer.lastIndex(of: ":") ?? peer.endIndex)
        address = IPAddress(parsing: host.filter { $0 != "[" && $0 != "]" })
    }
}

extension FaultSetting {
    /// Whether the setting is for `occasion`.
    func isFor(_ occasion: FaultOccasion) -> Bool {
        if let server, server != occasion.server { return false }
        if !endpoints.isEmpty || !fault.endpoints.isEmpty {
            let chosen = endpoints.isEmpty ? fault.endpoints : endpoints
            guard let endpoint = occasion.endpoint, chosen.contains(endpoint) else { return false }
        }
        switch peer {
        case nil: return true
        case .server(let name): return name == occasion.origin
        case .address(let address): return address == occasion.address
        }
    }
}
