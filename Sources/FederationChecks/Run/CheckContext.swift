import FederationCore
import Findings
import FoundationEssentials
import ServerDiscovery

/// What every check may look at, beside the facts of one destination.
struct CheckContext: Sendable {
    /// The name that is checked.
    var serverName: ServerName
    /// Where it leads.
    var discovery: DiscoveryResult
    /// What the host of the name answered, beside the well-known document that discovery reads.
    var nameFacts: GatheredExchanges
    /// The time at which the checks judge.
    var now: Date
    /// Whether certificates are verified (`--insecure` turns it off).
    var verifiesCertificates: Bool
    /// Where connections are led instead.
    var connectOverrides: [ConnectOverride]
    /// The files of the certificate authorities that the user added.
    var authorityFiles: [String]
    /// The proxy that connections go through.
    var proxy: String?
    /// What the user expects of the server.
    var expectations = ServerExpectations()
    /// What was gathered at each destination; nothing while it is being gathered.
    var destinations: [DestinationFacts] = []
    /// What was gathered about the name as a whole.
    var about = WholeFacts()
    /// The keys of the server's own key file.
    var ownKeys: [SigningKey] = []
}

extension CheckContext {
    /// A failure to trust a certificate: a warning where the user said not to verify.
    func distrust(_ judgement: Judgement) -> Judgement {
        guard !verifiesCertificates, judgement.verdict == .fail else { return judgement }
        var softened = judgement
        softened.verdict = .warn
        softened.summary += "; peers would refuse it"
        return softened
    }
}
