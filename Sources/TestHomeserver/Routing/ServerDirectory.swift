import FederationCore

/// Finds the virtual server that a request is for.
struct ServerDirectory: Sendable {
    private let fallback: VirtualServer
    private let byName: [String: VirtualServer]

    /// Takes in the servers; the first one is asked where no name fits.
    init(_ servers: [VirtualServer]) throws(HomeserverStartError) {
        guard let first = servers.first else { throw .noServer }
        var byName: [String: VirtualServer] = [:]
        for server in servers {
            let name = server.name.description.lowercased()
            guard byName[name] == nil else { throw .sharedName(server.name.description) }
            byName[name] = server
        }
        for server in servers {
            // A host name that several servers share with different ports is the first one's.
            for name in server.askedNames where byName[name] == nil { byName[name] = server }
        }
        fallback = first
        self.byName = byName
    }

    /// The server for a `Host` header, with or without its port, else for the TLS name, else for the
    /// address that was connected to, else the first.
    func server(host: String?, connection: ConnectionFacts) -> VirtualServer {
        for name in [host, connection.tlsName, connection.local] {
            guard let name = name?.lowercased() else { continue }
            if let server = byName[name] ?? byName[Self.withoutPort(name)] { return server }
        }
        return fallback
    }

    /// The server of exactly that name.
    func server(named name: ServerName) -> VirtualServer? {
        byName[name.description.lowercased()].flatMap { $0.name == name ? $0 : nil }
    }

    private static func withoutPort(_ name: String) -> String {
        if let end = name.lastIndex(of: "]") { return String(name[...end]) }
        return String(name.prefix { $0 != ":" })
    }
}
