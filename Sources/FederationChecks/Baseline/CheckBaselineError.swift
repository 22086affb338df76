public import MatrixJSON

/// Why a text is not the report of an earlier run.
public enum CheckBaselineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A line is no JSON.
    case notJSON(line: Int, JSONSyntaxError)
    /// A line is JSON, and no report of checks.
    case notAReport(line: Int)

    /// What was expected, and what was there.
    public var description: String {
        switch self {
        case .notJSON(let line, let error):
            "line \(line): expected a report of 'fedctl check --json', found \(error)"
        case .notAReport(let line):
            "line \(line): expected a report of 'fedctl check --json' (fedctl.check/1), "
                + "found something else"
        }
    }
}
