public import FederationChecks
import FederationCore
import Findings

/// The reports of checks as a monitoring plugin says them: one line, figures, an exit status.
public struct NagiosStatus: Sendable, Hashable {
    /// How a plugin ends.
    public enum Level: Int32, Sendable, Hashable, CaseIterable {
        /// Everything is as it should be.
        case ok = 0
        /// It works, and should be mended.
        case warning = 1
        /// Something is wrong.
        case critical = 2
        /// Nothing could be judged.
        case unknown = 3

        /// The word of the level.
        public var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

    /// How the plugin ends.
    public let level: Level
    /// What it prints: the state and the figures, then the findings, then what changed.
    public let text: String

    /// The state of `reports`.
    public init(_ reports: [CheckReport]) {
        level = Self.level(of: Verdict.worst(of: reports.map(\.verdict)))
        let words: String
        if let report = reports.first, reports.count == 1 {
            let line = report.lastLine()
            words = report.firstFinding.map { line + "; " + Self.words(of: $0) } ?? line
        } else {
            words = CheckSweepText(reports).lastLine
        }
        let findings = reports.flatMap { report in
            report.findings.filter { $0.verdict == .warn || $0.verdict == .fail }.map {
                "\($0.verdict.rawValue)  \(report.serverName)  \(Self.words(of: $0))"
            }
        }
        let changes = reports.flatMap { report in
            guard let comparison = report.comparison else { return [String]() }
            return ["\(report.serverName)  \(comparison.heading)"] + comparison.plainLines
        }
        let lines = ["FEDERATION \(level.word) - \(words)"] + findings + changes
        // What stands behind a bar is read as figures.
        let safe = lines.map { $0.escapedForTerminal.replacing("|", with: "/") }
        text =
            safe[0] + " | " + Self.figures(reports) + "\n"
            + safe.dropFirst().map { $0 + "\n" }.joined()
    }

    private static func level(of verdict: Verdict) -> Level {
        switch verdict {
        case .pass: .ok
        case .warn: .warning
        case .fail: .critical
        case .skip: .unknown
        }
    }

    private static func words(of finding: Finding) -> String {
        let place = finding.destination.map { " at \($0)" } ?? ""
        return "\(finding.check)\(place): \(finding.summary)"
    }

    private static func figures(_ reports: [CheckReport]) -> String {
        let counts = reports.map(\.counts)
        let figures = [
            ("time", reports.map(\.durationMilliseconds).reduce(0, max).secondsText + "s"),
            ("passed", String(counts.map(\.pass).reduce(0, +))),
            ("warnings", String(counts.map(\.warn).reduce(0, +))),
            ("failed", String(counts.map(\.fail).reduce(0, +))),
            ("skipped", String(counts.map(\.skip).reduce(0, +))),
        ]
        return figures.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    }
}
