public import FederationClient
import FederationCore

/// What the tests of the usual causes of a refusal came to, for people.
public struct RefusalText: Sendable {
    /// A line a cause, and one with the cause that was found and what to do.
    public let lines: [String]

    /// The text of a report.
    public init(_ report: RefusalReport) {
        var table = Table("TESTED", "", "WHAT WAS SEEN")
        for row in report.rows {
            let outcome =
                switch row.test {
                case .found: "yes"
                case .ruledOut: "no"
                case .untested: "?"
                }
            table.addRow([row.cause.title, outcome, row.test.words.escapedForTerminal])
        }
        var lines = table.lines
        if let cause = report.cause {
            lines += ["cause  \(cause.cause.title)", "fix    \(cause.cause.fix)"]
        } else {
            let untested = report.rows.count { $0.test.isUntested }
            lines.append(
                untested == 0
                    ? "cause  none of these"
                    : "cause  none of those that could be tested; \(untested) could not")
        }
        self.lines = lines
    }
}
