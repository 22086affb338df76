import FederationCore

/// A place after overrides, with its addresses, or with the reason why it has none.
struct LocatedPlace {
    var place: Place
    /// Where the connection is led instead.
    var detour: ConnectionDetour?
    /// What the domain name system said; nothing for an IP literal.
    var answers: [DNSAnswer] = []
    /// The addresses that can be used.
    var addresses: [IPAddress] = []
    /// How many addresses beyond the limit were left out.
    var surplus = 0
    /// The port that is connected to.
    var port: UInt16
    /// Why there is no address.
    var failure: DiscoveryFailure?
    /// Whether the reason is ours, so that the answers alone do not tell it.
    var isRefused = false
}
