public import FederationChecks
import FederationCore
import Findings

extension [CheckReport] {
    /// The reports of checks in Markdown, for an issue or a page: a table, and below it what to do.
    public var markdown: String {
        var lines: [String] = []
        if count > 1 {
            lines += ["| server | verdict | first finding |", "| --- | --- | --- |"]
            for report in self {
                let first =
                    report.firstFinding.map { "`\($0.check)`: \($0.summary.asMarkdown)" } ?? ""
                lines.append("| \(report.serverName.asMarkdown) | \(report.verdict) | \(first) |")
            }
            lines += ["", "\(CheckSweepText(self).lastLine)", ""]
        }
        for report in self { lines += report.markdownLines }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension CheckReport {
    fileprivate var markdownLines: [String] {
        var lines = ["## \(serverName.asMarkdown)", "", lastLine().asMarkdown, ""]
        lines += ["| verdict | check | where | finding |", "| --- | --- | --- | --- |"]
        for finding in findings {
            let word = finding.verdict == .fail ? "**fail**" : finding.verdict.rawValue
            let place = finding.destination?.asMarkdown ?? ""
            lines.append(
                "| \(word) | `\(finding.check)` | \(place) | \(finding.summary.asMarkdown) |")
        }
        for finding in findings where finding.verdict == .fail || finding.verdict == .warn {
            guard !finding.details.isEmpty else { continue }
            let place = finding.destination.map { " at \($0.asMarkdown)" } ?? ""
            lines += ["", "### `\(finding.check)`\(place)", ""]
            for detail in finding.details {
                let text =
                    switch detail.label {
                    case "try": detail.text.asCodeSpan
                    case "spec": "<\(detail.text)>"
                    default: detail.text.asMarkdown
                    }
                lines.append("- \(detail.label): \(text)")
            }
        }
        if let comparison { lines += comparison.markdownLines }
        return lines + [""]
    }
}

extension CheckComparison {
    /// What changed, as a table.
    fileprivate var markdownLines: [String] {
        let lines = ["", "### \(heading.asMarkdown)", ""]
        guard !changes.isEmpty else { return lines + ["nothing changed"] }
        return lines + ["| change | check | verdict | finding |", "| --- | --- | --- | --- |"]
            + changes.map { change in
                "| \(change.kind) | \(change.place.asMarkdown) | \(change.verdictWords) | "
                    + "\(change.summary.asMarkdown) |"
            }
    }
}

extension String {
    /// The text as code on one line, in more backticks than it holds in a row.
    fileprivate var asCodeSpan: String {
        let text = escapedForTerminal.replacing("\n", with: " ")
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = Swift.max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let edge = longest > 0 ? " " : ""
        return fence + edge + text + edge + fence
    }

    /// The text on one line, with everything that Markdown or HTML would read escaped.
    fileprivate var asMarkdown: String {
        var escaped = ""
        for character in escapedForTerminal {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "@", "!":
                escaped += "\\\(character)"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\n": escaped += " "
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
