public import FederationCore
public import SigningKeys

/// One homeserver of the process: a name, a key, and what it says of itself.
public struct VirtualServer: Sendable {
    /// The name, as it stands behind the colon of its users.
    public var name: ServerName
    /// What it signs with.
    public var signingKey: SigningKey
    /// Keys that it signed with once; published as `old_verify_keys`.
    public var oldVerifyKeys: [OldVerifyKey]
    /// For how long its key document is valid from each answer on.
    public var keyValidity: Duration
    /// The certificate that it shows; none takes the first server's.
    public var tlsIdentity: TLSIdentity?
    /// Further names that it is asked for by, as TLS name or `Host`: what its name is delegated to.
    public var aliases: [String]
    /// What it answers at `/.well-known/matrix/server`; none answers 404.
    public var wellKnown: WellKnownAnswer?
    /// What it has from its start.
    public var content: ServerContent

    /// A virtual server.
    public init(
        name: ServerName, signingKey: SigningKey, oldVerifyKeys: [OldVerifyKey] = [],
        keyValidity: Duration = .seconds(24 * 60 * 60), tlsIdentity: TLSIdentity? = nil,
        aliases: [String] = [], wellKnown: WellKnownAnswer? = nil,
        content: ServerContent = ServerContent()
    ) {
        self.name = name
        self.signingKey = signingKey
        self.oldVerifyKeys = oldVerifyKeys
        self.keyValidity = keyValidity
        self.tlsIdentity = tlsIdentity
        self.aliases = aliases
        self.wellKnown = wellKnown
        self.content = content
    }

    /// Where others look for it by DNS names: host and port of its name and of what the well-known answer
    /// delegates to, and of that answer itself.
    public var places: [(host: String, port: UInt16)] {
        // A delegation that is no server name may be served on purpose; nobody asks for it then.
        let delegated = wellKnown.flatMap { try? ServerName(parsing: $0.server) }
        return [name, delegated].compactMap(\.self).flatMap {
            name -> [(host: String, port: UInt16)] in
            guard case .name(let host) = name.host else { return [] }
            if let port = name.port { return [(host, port)] }
            return [(host, 443), (host, 8448)]
        }
    }

    /// Every name that it is asked for by, in lower case: its own, its own without a port, the aliases
    /// and what the well-known answer delegates to.
    var askedNames: [String] {
        var names = [name.description, name.hostText]
        names += aliases
        if let delegated = wellKnown?.server {
            names.append(delegated)
            // A delegation that is no server name may be served on purpose; nobody asks for it then.
            if let target = try? ServerName(parsing: delegated) { names.append(target.hostText) }
        }
        return names.map { $0.lowercased() }
    }
}
