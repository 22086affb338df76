import Findings
import Testing

/// One way in which a check says something other than that all is well.
struct CheckCase: Sendable, CustomTestStringConvertible {
    /// The check.
    var id: CheckID
    /// What it comes to.
    var verdict: Verdict
    /// What is wrong.
    var claim: String
    /// What the summary has to hold.
    var summary: String
    /// What the fix has to hold.
    var fix: String?
    /// The assertions and failure modes of the row that are recognised here, such as `F20`.
    var proves: [String]
    /// Makes it wrong.
    var change: @Sendable (inout Scene) -> Void

    init(
        _ id: CheckID, _ verdict: Verdict, _ claim: String, summary: String, fix: String? = nil,
        proves: [String] = [], _ change: @escaping @Sendable (inout Scene) -> Void
    ) {
        self.id = id
        self.verdict = verdict
        self.claim = claim
        self.summary = summary
        self.fix = fix
        self.proves = proves
        self.change = change
    }

    var testDescription: String { "\(id): \(claim)" }

    static let all =
        name + wellKnown + wellKnownLife + dns + expectations + tls + http + proxy + frontEnd
        + answers
        + neighbours + keys + reach + notary
}
