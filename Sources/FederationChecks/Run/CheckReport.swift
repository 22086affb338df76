public import Findings
public import FoundationEssentials
public import ServerDiscovery

/// What came of the checks of one server.
public struct CheckReport: Sendable {
    /// The name that was checked, as it was written.
    public var serverName: String
    /// When the checks began.
    public var startedAt: Date
    /// How long they took, in milliseconds.
    public var durationMilliseconds: Int
    /// The findings: those about the name first, then destination after destination, in the order
    /// of the table.
    public var findings: [Finding]
    /// What each destination came to.
    public var destinations: [DestinationVerdict]
    /// Whether any destination gave any TLS or HTTP answer, or there is one and nothing was asked
    /// of it.
    public var anyAnswer: Bool
    /// Where the name leads; none where it is no name, or the deadline came before.
    public var discovery: DiscoveryResult?

    /// A report.
    public init(
        serverName: String, startedAt: Date, durationMilliseconds: Int, findings: [Finding],
        destinations: [DestinationVerdict], anyAnswer: Bool, discovery: DiscoveryResult?
    ) {
        self.serverName = serverName
        self.startedAt = startedAt
        self.durationMilliseconds = durationMilliseconds
        self.findings = findings
        self.destinations = destinations
        self.anyAnswer = anyAnswer
        self.discovery = discovery
    }

    /// The worst verdict of all findings.
    public var verdict: Verdict { Verdict.worst(of: findings.lazy.map(\.verdict)) }

    /// How many findings have which verdict.
    public var counts: VerdictCounts { VerdictCounts(of: findings) }

    /// The worst finding that comes first, where anything fails or warns.
    public var firstFinding: Finding? {
        findings.first { $0.verdict == .fail } ?? findings.first { $0.verdict == .warn }
    }
}
