public import FederationChecks
import FederationCore
import Findings

extension [CheckReport] {
    /// The reports of checks as workflow commands of GitHub: an annotation for each warning and each
    /// failure, one that says what changed, and one that says what every server came to.
    public var githubAnnotations: String {
        var lines: [String] = []
        for report in self {
            for finding in report.findings {
                guard let level = finding.annotationLevel else { continue }
                let place = finding.destination.map { " at \($0)" } ?? ""
                let title = "\(report.serverName): \(finding.check)\(place)"
                let rest = finding.details.map { "\($0.label): \($0.text)" }
                let message = ([finding.summary] + rest).map(\.escapedForTerminal)
                    .joined(separator: "\n")
                lines.append("::\(level) title=\(title.asProperty)::\(message.asMessage)")
            }
            if let comparison = report.comparison {
                lines.append(comparison.annotation(of: report.serverName))
            }
            let level = report.isUnjudged ? "error" : "notice"
            lines.append("::\(level) title=fedctl check::\(report.lastLine().asMessage)")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension CheckComparison {
    /// The command that says what changed: one for all of it, because only ten of a kind are shown.
    fileprivate func annotation(of server: String) -> String {
        let isWorse = changes.contains { $0.standing == .fail || $0.standing == .warn }
        let message = plainLines.map(\.escapedForTerminal).joined(separator: "\n")
        return
            "::\(isWorse ? "warning" : "notice") title=\("\(server): \(heading)".asProperty)::\(message.asMessage)"
    }
}

extension Finding {
    /// The command that the finding is; none where nothing is wrong.
    fileprivate var annotationLevel: String? {
        switch verdict {
        case .fail: "error"
        case .warn: "warning"
        case .pass, .skip: nil
        }
    }
}

extension String {
    /// The text as the message of a workflow command.
    fileprivate var asMessage: String {
        replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// The text as a property of a workflow command.
    fileprivate var asProperty: String {
        escapedForTerminal.asMessage.replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
