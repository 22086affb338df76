public import FederationChecks
import FederationCore
import Findings

/// The reports of several servers for people: one after the other, then a table.
public struct CheckSweepText: Sendable {
    private let reports: [CheckReport]

    /// The text of `reports`, in their order.
    public init(_ reports: [CheckReport]) {
        self.reports = reports
    }

    /// Every report, then the table, then the last line.
    public func text(style: TextStyle = .plain) -> String {
        reports.map { $0.text(style: style) + "\n" }.joined() + table + lastLine + "\n"
    }

    /// A line for each server.
    public var table: String {
        var table = Table([
            .init("SERVER"), .init("VERDICT"), .init("PASS", isNumeric: true),
            .init("WARN", isNumeric: true), .init("FAIL", isNumeric: true), .init("FIRST FINDING"),
        ])
        for report in reports {
            let counts = report.counts
            table.addRow([
                report.serverName.escapedForTerminal, report.verdict.rawValue,
                String(counts.pass), String(counts.warn), String(counts.fail),
                report.firstFinding.map(Self.words) ?? "",
            ])
        }
        return table.text
    }

    /// `3 servers: 1 passed, 2 failed`.
    public var lastLine: String {
        let words = [
            (Verdict.pass, "passed"), (.warn, "with warnings"), (.fail, "failed"),
            (.skip, "not judged"),
        ]
        let counts = words.compactMap { verdict, word in
            let count = reports.count { $0.verdict == verdict }
            return count > 0 ? "\(count) \(word)" : nil
        }
        let servers = reports.count == 1 ? "1 server" : "\(reports.count) servers"
        return "\(servers): \(counts.isEmpty ? "nothing to judge" : counts.joined(separator: ", "))"
    }

    private static func words(of finding: Finding) -> String {
        if let destination = finding.destination { return "\(finding.check) at \(destination)" }
        return "\(finding.check): \(finding.summary.escapedForTerminal)"
    }
}
