import Findings

/// Collects findings: few for each check, however bad an answer is.
struct FindingCollector {
    private var found: [CheckID: [Finding]] = [:]
    private var unshown: [CheckID: Int] = [:]

    /// How many findings of one check are shown; the others are counted.
    private static let limit = 10

    /// Adds what a check found.
    mutating func add(
        _ check: ParticipationCheck, _ verdict: Verdict, _ summary: String,
        expected: String? = nil, got: String? = nil
    ) {
        guard found[check.id, default: []].count < Self.limit else {
            unshown[check.id, default: 0] += 1
            return
        }
        let isWrong = verdict == .warn || verdict == .fail
        found[check.id, default: []].append(
            Finding(
                check.id, verdict, summary, expected: expected, got: got,
                fix: isWrong ? check.fix : nil, spec: check.spec))
    }

    /// Says of those `checks` that ran and found nothing that they passed.
    mutating func pass(_ checks: [ParticipationCheck]) {
        for check in checks where found[check.id] == nil { add(check, .pass, check.title) }
    }

    /// Whether a check found something that is wrong.
    func hasFailed(_ check: ParticipationCheck) -> Bool {
        found[check.id, default: []].contains { $0.verdict == .fail }
    }

    /// Every finding, in the order of the table.
    var sorted: [Finding] {
        ParticipationCheck.all.flatMap { check in
            var findings = found[check.id] ?? []
            if let count = unshown[check.id], let last = findings.last {
                findings.append(Finding(check.id, last.verdict, "and \(count) more of the same"))
            }
            return findings
        }
    }

    /// What failed, of `checks`.
    func failures(of checks: [ParticipationCheck]) -> [Finding] {
        let ids = Set(checks.map(\.id))
        return sorted.filter { ids.contains($0.check) && $0.verdict == .fail }
    }
}
