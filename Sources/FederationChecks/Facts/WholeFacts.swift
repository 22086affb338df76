import FederationCore
import ServerDiscovery
import SigningKeys

/// What was asked about the name as a whole, beyond discovery and the destinations themselves.
struct WholeFacts: Sendable {
    /// The SRV records that play no part.
    var unusedServices: Gathered<[DNSAnswer]> = .notMade(WholeFacts.notAsked)
    /// What the zone's own name servers say to the first question that the resolver could not answer.
    var authorities: Gathered<[AuthorityAnswer]> = .notMade(WholeFacts.notAsked)
    /// The handshake with the host of the well-known document, where its certificate is refused.
    var wellKnownHandshake: Gathered<DestinationFacts> = .notMade(WholeFacts.notAsked)
    /// What each address of the well-known host answers.
    var wellKnownAnswers: Gathered<[WellKnownAnswer]> = .notMade(WholeFacts.notAsked)
    /// What answers elsewhere, where nothing answers where peers look.
    var otherPlaces: Gathered<[OtherPlace]> = .notMade(WholeFacts.notAsked)
    /// The name that the key document says, where it is another one, and where that leads.
    var servedName: Gathered<ServedName> = .notMade(WholeFacts.notAsked)
    /// What the homeserver answers as a notary about itself.
    var notaryRole: Gathered<NotaryRole> = .notMade(WholeFacts.notAsked)
    /// What other notaries have of the server's keys.
    var outsideView: Gathered<NotaryReport> = .notMade(WholeFacts.notAsked)

    static let notAsked = "not asked for"
}
