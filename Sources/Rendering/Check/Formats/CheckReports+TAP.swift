public import FederationChecks
import FederationCore
import Findings
import MatrixJSON

extension [CheckReport] {
    /// The reports of checks in the Test Anything Protocol, version 13, which more readers know than the
    /// next one.
    ///
    /// A finding is a test; a warning passes, and says in its block that it is one.
    public var tap: String {
        var lines = [
            "TAP version 13", "1..\(map(\.findings.count).reduce(0, +) + count { $0.isUnjudged })",
        ]
        var number = 0
        for report in self {
            for finding in report.findings {
                number += 1
                lines += finding.tapLines(number: number, server: report.serverName)
            }
            if report.isUnjudged {
                number += 1
                lines.append("not ok \(number) - \(Finding.tapEscaped(report.lastLine()))")
            }
            if let comparison = report.comparison {
                let heading = "\(report.serverName) \(comparison.heading)"
                lines += ([heading] + comparison.plainLines).map { "# \($0.escapedForTerminal)" }
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Finding {
    /// The line of the test, and the block below it.
    fileprivate func tapLines(number: Int, server: String) -> [String] {
        let word = verdict == .fail ? "not ok" : "ok"
        let place = destination.map { " at \($0)" } ?? ""
        let name = Self.tapEscaped("\(server) \(check.name)\(place)")
        guard verdict != .skip else {
            return ["\(word) \(number) - \(name) # SKIP \(Self.tapEscaped(summary))"]
        }
        let line = "\(word) \(number) - \(name): \(Self.tapEscaped(summary))"
        guard verdict != .pass else { return [line] }
        let block = [("verdict", verdict.rawValue)] + details.map { ($0.label, $0.text) }
        return [line, "  ---"]
            + block.map { "  \($0.0): \(JSONValue.string($0.1).lineText)" } + ["  ..."]
    }

    /// `text` without what the protocol reads as a directive.
    fileprivate static func tapEscaped(_ text: String) -> String {
        text.escapedForTerminal.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}
