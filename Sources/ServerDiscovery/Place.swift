import FederationCore

/// A host and a port that connections are to go to, before overrides and before its addresses are known.
struct Place: Hashable {
    /// A name or an address, IPv6 without brackets.
    var host: String
    var port: UInt16
    /// Whether an SRV record names the host: such a name may not be an alias.
    var isServiceTarget = false

    init(host: String, port: UInt16, isServiceTarget: Bool = false) {
        self.host = host
        self.port = port
        self.isServiceTarget = isServiceTarget
    }

    init(_ host: ServerName.Host, port: UInt16) {
        switch host {
        case .name(let name): self.init(host: name, port: port)
        case .address(let address): self.init(host: address.description, port: port)
        }
    }
}

extension ServerName.Host {
    /// What a certificate for this host has to be valid for; a name's dot at the end is never part of it.
    var tlsName: TLSName {
        switch self {
        case .name(let name): .name(name.withoutRootDot)
        case .address(let address): .address(address)
        }
    }
}

extension String {
    /// The name without the dot of the root.
    var withoutRootDot: String { hasSuffix(".") && utf8.count > 1 ? String(dropLast()) : self }
}
