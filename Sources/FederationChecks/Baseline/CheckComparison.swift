public import Findings
import MatrixJSON

/// What changed about a server since an earlier run.
public struct CheckComparison: Sendable, Hashable {
    /// When the earlier run began, as its report says.
    public let since: String
    /// What changed: findings of this run in their order, then those that are gone.
    public let changes: [CheckChange]

    /// The evidence that is no measurement: where it differs, something about the server does.
    static let lasting: Set = [
        "m_server", "addresses", "targets", "server", "key_ids", "keys", "fingerprint", "names",
        "not_after", "issuer", "cname",
    ]

    /// Compares `findings` with those of `report`.
    public init(of findings: [Finding], since report: BaselineReport) {
        since = report.startedAt
        var earlier = report.findings[...]
        var changes: [CheckChange] = []
        for finding in findings {
            let place = earlier.firstIndex {
                $0.check == finding.check && $0.destination == finding.destination
            }
            guard let place else {
                changes.append(Self.change(.new, nil, finding))
                continue
            }
            let entry = earlier.remove(at: place)
            if let kind = Self.kind(from: entry, to: finding) {
                changes.append(Self.change(kind, entry, finding))
            }
        }
        for entry in earlier {
            changes.append(
                CheckChange(
                    check: entry.check, destination: entry.destination, before: entry.verdict,
                    after: nil, kind: .gone, summary: entry.summary))
        }
        self.changes = changes
    }

    private static func kind(
        from entry: BaselineReport.Entry, to finding: Finding
    ) -> CheckChange.Kind? {
        if entry.verdict != finding.verdict {
            return Verdict.worst(of: [entry.verdict, finding.verdict]) == finding.verdict
                ? .worse : .better
        }
        return lastingDifference(from: entry, to: finding) == nil ? nil : .different
    }

    private static func change(
        _ kind: CheckChange.Kind, _ entry: BaselineReport.Entry?, _ finding: Finding
    ) -> CheckChange {
        var summary = finding.summary
        if kind == .different, let entry,
            let difference = lastingDifference(from: entry, to: finding)
        {
            summary = difference
        }
        return CheckChange(
            check: finding.check, destination: finding.destination, before: entry?.verdict,
            after: finding.verdict, kind: kind, summary: summary)
    }

    /// The first lasting evidence that differs, in words.
    private static func lastingDifference(
        from entry: BaselineReport.Entry, to finding: Finding
    ) -> String? {
        for evidence in finding.evidence where lasting.contains(evidence.name) {
            guard let before = entry.evidence[evidence.name] else { continue }
            let after = evidence.value.comparable
            if before != after {
                return "\(evidence.name) was \(words(before)), is \(words(after))"
            }
        }
        return nil
    }

    private static func words(_ value: JSONValue) -> String {
        String(decoding: value.canonicalBytes(), as: UTF8.self)
    }
}

extension Evidence.Value {
    /// The value as a report in JSON has it.
    fileprivate var comparable: JSONValue {
        switch self {
        case .integer(let integer): .integer(Int64(integer))
        case .boolean(let boolean): .boolean(boolean)
        case .text(let text): .string(text)
        case .list(let texts): .array(texts.map { .string($0) })
        }
    }
}
