public import FederationCore

/// Why discovery found no destination.
public enum DiscoveryFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The host has no address that can be used.
    case noAddress(host: String, reason: String)
    /// No target of the SRV records has an address that can be used.
    case noUsableTarget(service: String, reason: String)
    /// The SRV record says that the service is not offered: its target is `.`.
    case serviceNotOffered(service: String)
    /// The target of an SRV record is an alias (CNAME), which RFC 2782 forbids.
    case serviceTargetIsAlias(host: String, of: String)
    /// The target of an SRV record is an IP address, and has to be a name.
    case serviceTargetIsAddress(IPAddress)
    /// The address is of a family that the user excluded.
    case unusedFamily(IPAddress)
    /// The port is 0, which the grammar allows and nobody can connect to.
    case unusablePort(host: String)
    /// The task was cancelled.
    case cancelled

    /// The failure in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .noAddress(let host, let reason): "\(host): \(reason)"
        case .noUsableTarget(let service, let reason): "SRV \(service): \(reason)"
        case .serviceNotOffered(let service):
            "SRV \(service): the target is '.', so the service is not offered"
        case .serviceTargetIsAlias(let host, let end):
            "\(host) is an alias (CNAME) of \(end), which an SRV target must not be"
        case .serviceTargetIsAddress(let address):
            "\(address) is an IP address, and an SRV target must be a name"
        case .unusedFamily(let address):
            "\(address) is an \(address.family.words) address, and only "
                + "\(address.family.other.words) is used"
        case .unusablePort(let host): "\(host): port 0 cannot be connected to"
        case .cancelled: "the time was up before it was found out"
        }
    }
}

extension IPAddress.Family {
    /// The name of the family.
    var words: String { self == .v4 ? "IPv4" : "IPv6" }

    /// The other one.
    var other: Self { self == .v4 ? .v6 : .v4 }
}
