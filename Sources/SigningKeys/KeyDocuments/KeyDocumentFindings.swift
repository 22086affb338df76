import Findings

/// Collects the findings of one document: few for each check, however bad the document is.
struct KeyDocumentFindings {
    private var found: [CheckID: [Finding]] = [:]
    private var unshown: [CheckID: Int] = [:]

    /// How many findings of one check are shown; the others are counted.
    private static let limit = 10

    /// Adds what a check found.
    mutating func add(
        _ check: KeyDocumentCheck, _ verdict: Verdict, _ summary: String, expected: String? = nil,
        got: String? = nil, fix: String? = nil, reproduce: String? = nil, evidence: [Evidence] = []
    ) {
        guard found[check.id, default: []].count < Self.limit else {
            unshown[check.id, default: 0] += 1
            return
        }
        let isWrong = verdict == .warn || verdict == .fail
        found[check.id, default: []].append(
            Finding(
                check.id, verdict, summary, expected: expected, got: got,
                fix: isWrong ? fix ?? check.fix : nil, reproduce: isWrong ? reproduce : nil,
                spec: check.spec, evidence: evidence))
    }

    /// Whether a check has found anything yet.
    func has(_ check: KeyDocumentCheck) -> Bool { found[check.id] != nil }

    /// Whether a check has found something that is wrong.
    func hasFailed(_ check: KeyDocumentCheck) -> Bool {
        found[check.id, default: []].contains { $0.verdict == .fail }
    }

    /// Every finding, in the order of the table; a check that found nothing is an error of ours and
    /// is shown as one that did not run.
    var sorted: [Finding] {
        KeyDocumentCheck.all.flatMap { check in
            var findings = found[check.id] ?? [Finding(check.id, .skip, "did not run")]
            if let count = unshown[check.id], let last = findings.last {
                findings.append(Finding(check.id, last.verdict, "and \(count) more of the same"))
            }
            return findings
        }
    }
}
