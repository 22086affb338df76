import FederationCore
import ServerDiscovery
import SigningKeys

/// Another name, which the key document says to be of, and where that name leads.
struct ServedName: Sendable {
    /// The name.
    var name: ServerName
    /// Where it leads.
    var discovery: DiscoveryResult
    /// What it publishes.
    var published: PublishedKeys
}
