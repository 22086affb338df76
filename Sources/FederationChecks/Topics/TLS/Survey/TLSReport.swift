public import Findings
public import FoundationEssentials
public import ServerDiscovery

/// Everything that the destinations of a server show of TLS.
public struct TLSReport: Sendable {
    /// What was asked for, as it was written.
    public var target: String
    /// When it began.
    public var startedAt: Date
    /// How long it took, in milliseconds.
    public var durationMilliseconds: Int
    /// Where the name leads.
    public var discovery: DiscoveryResult
    /// What each destination shows, in the order in which they are to be tried.
    public var destinations: [TLSDestinationReport]

    /// A report.
    public init(
        target: String, startedAt: Date, durationMilliseconds: Int, discovery: DiscoveryResult,
        destinations: [TLSDestinationReport]
    ) {
        self.target = target
        self.startedAt = startedAt
        self.durationMilliseconds = durationMilliseconds
        self.discovery = discovery
        self.destinations = destinations
    }

    /// The findings of all destinations.
    public var findings: [Finding] { destinations.flatMap(\.findings) }

    /// The worst verdict; a skip where no destination gave any answer and nothing failed.
    public var verdict: Verdict { Verdict.worst(of: findings.lazy.map(\.verdict)) }

    /// How many findings have which verdict.
    public var counts: VerdictCounts { VerdictCounts(of: findings) }

    /// Whether no destination gave any answer at all.
    public var isUnanswered: Bool { !destinations.contains(where: \.answered) }
}
