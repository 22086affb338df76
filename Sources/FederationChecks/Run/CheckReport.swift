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
    /// Why not everything that counts was judged; none where it was.
    public var incompleteness: String?
    /// What changed since an earlier run; none where nothing was compared.
    public var comparison: CheckComparison?
    /// The raw answers of each destination, where they were to be kept.
    public var facts: [DestinationFacts] = []

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

    /// The worst verdict of all findings; a skip where nothing failed, and no destination answered or not all
    /// that counts was judged.
    public var verdict: Verdict {
        let worst = Verdict.worst(of: findings.lazy.map(\.verdict))
        return (isUnanswered || incompleteness != nil) && worst != .fail ? .skip : worst
    }

    /// Why what `checks` reported is not enough to pass: the end of the time, or a server that asked for less.
    static func incompleteness(of findings: [Finding], by checks: [Check]) -> String? {
        let skips = findings.filter { $0.verdict == .skip }
        if skips.contains(where: { $0.summary.hasPrefix(FactGatherer.deadline) }) {
            return FactGatherer.deadline
        }
        let isLimited = skips.contains { finding in
            FactGatherer.limits.contains(finding.summary)
                && checks.contains { $0.id == finding.check && $0.weight == .must }
        }
        return isLimited ? "the server answers 429, too many requests" : nil
    }

    /// Whether destinations were to be asked, and none of them gave any TLS or HTTP answer.
    public var isUnanswered: Bool { discovery != nil && !anyAnswer }

    /// The report where it was the user that ended the run, and no deadline.
    public var interrupted: CheckReport {
        var report = self
        if incompleteness == FactGatherer.deadline { report.incompleteness = "interrupted" }
        report.findings = findings.map { finding in
            guard finding.verdict == .skip, finding.summary.hasPrefix(FactGatherer.deadline) else {
                return finding
            }
            var finding = finding
            finding.summary =
                "interrupted" + finding.summary.dropFirst(FactGatherer.deadline.count)
            return finding
        }
        return report
    }

    /// How many findings have which verdict.
    public var counts: VerdictCounts { VerdictCounts(of: findings) }

    /// The worst finding that comes first, where anything fails or warns; a cause comes before what all
    /// destinations come to together.
    public var firstFinding: Finding? {
        func first(_ verdict: Verdict) -> Finding? {
            findings.first { $0.verdict == verdict && $0.check.topic != "reach" }
                ?? findings.first { $0.verdict == verdict }
        }
        return first(.fail) ?? first(.warn)
    }

    /// The report, compared with what `baseline` says about the server; as it is where it says nothing.
    public func compared(with baseline: CheckBaseline) -> CheckReport {
        guard let earlier = baseline.report(on: serverName) else { return self }
        var report = self
        report.comparison = CheckComparison(of: findings, since: earlier)
        return report
    }
}
