import FederationCore
public import Findings

/// What notaries have of a server's keys, beside what the server itself publishes.
public struct NotaryReport: Sendable {
    /// What the server publishes.
    public let origin: PublishedKeys
    /// What each notary has, in the order in which they were named.
    public let views: [NotaryView]

    /// A report.
    public init(origin: PublishedKeys, views: [NotaryView]) {
        self.origin = origin
        self.views = views
    }

    /// The findings of all notaries, and those that only several together show.
    public var findings: [Finding] { views.flatMap(\.findings) + disagreements }

    /// The worst verdict.
    public var verdict: Verdict { Verdict.worst(of: findings.map(\.verdict)) }

    /// How many findings have which verdict.
    public var counts: VerdictCounts { VerdictCounts(of: findings) }

    /// Whether any notary gave any answer.
    public var anyAnswer: Bool {
        views.lazy.flatMap(\.answers).contains { answer in
            if case .none = answer.outcome { return false }
            return true
        }
    }

    /// Keys that two notaries have under one ID with different values, where the server itself says
    /// nothing that would decide.
    private var disagreements: [Finding] {
        var first: [[UInt8]: NotaryKeyRow] = [:]
        var findings: [Finding] = []
        for row in views.lazy.flatMap(\.rows) where row.state == .unconfirmed {
            guard let other = first[Array(row.keyID.utf8)] else {
                first[Array(row.keyID.utf8)] = row
                continue
            }
            guard other.notaryKey != row.notaryKey else { continue }
            findings.append(
                Finding(
                    KeyDocumentCheck.notaryKeys.id, .fail,
                    "\(other.notary) and \(row.notary) have different keys under "
                        + KeyDocumentJudge.shown(row.keyID),
                    expected: other.notaryKey, got: row.notaryKey,
                    fix: KeyDocumentCheck.notaryKeys.fix, spec: KeyDocumentCheck.notaryKeys.spec))
        }
        return findings
    }
}
