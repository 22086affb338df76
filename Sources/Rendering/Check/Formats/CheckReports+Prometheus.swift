public import FederationChecks
import FederationCore
import Findings
import FoundationEssentials

extension [CheckReport] {
    /// The reports of checks as metrics, for a textfile collector.
    public var prometheus: String {
        var writer = MetricsWriter()
        writer.gauge(
            "fedctl_check_success", "1 where the server was judged and no check fails, else 0.",
            map { ([("server_name", $0.serverName)], $0.isSuccess ? "1" : "0") })
        writer.gauge(
            "fedctl_check_findings", "How many findings have the verdict.",
            flatMap { report in
                let counts = report.counts
                let rows = [
                    ("pass", counts.pass), ("warn", counts.warn), ("fail", counts.fail),
                    ("skip", counts.skip),
                ]
                return rows.map { row in
                    ([("server_name", report.serverName), ("verdict", row.0)], String(row.1))
                }
            })
        writer.gauge(
            "fedctl_check_result",
            "1 where the check passes, 0.5 where it warns, 0 where it fails.",
            flatMap { report in
                report.findings.compactMap { finding in
                    finding.metric.map { (finding.labels(of: report), $0) }
                }
            })
        writer.gauge(
            "fedctl_certificate_not_after_seconds", "When the certificate expires, in Unix time.",
            flatMap { report in
                report.findings.compactMap { finding in
                    finding.expiry.map {
                        (finding.labels(of: report).filter { $0.0 != "check" }, $0)
                    }
                }
            })
        writer.gauge(
            "fedctl_check_changes", "How many findings have changed so since the earlier run.",
            flatMap { report in
                report.comparison.map { comparison in
                    CheckChange.Kind.allCases.map { kind in
                        (
                            [("server_name", report.serverName), ("change", kind.rawValue)],
                            String(comparison.changes.count { $0.kind == kind })
                        )
                    }
                } ?? []
            })
        writer.gauge(
            "fedctl_check_duration_seconds", "How long the checks took.",
            map {
                ([("server_name", $0.serverName)], $0.durationMilliseconds.secondsText)
            })
        writer.gauge(
            "fedctl_check_timestamp_seconds", "When the checks began, in Unix time.",
            map {
                (
                    [("server_name", $0.serverName)],
                    String(Int($0.startedAt.timeIntervalSince1970.rounded(.down)))
                )
            })
        return writer.text
    }
}

extension CheckReport {
    /// Whether the server was judged, and nothing fails.
    fileprivate var isSuccess: Bool { verdict == .pass || verdict == .warn }
}

extension Finding {
    /// The verdict as a number; none for what was not tested.
    fileprivate var metric: String? {
        switch verdict {
        case .pass: "1"
        case .warn: "0.5"
        case .fail: "0"
        case .skip: nil
        }
    }

    /// When the certificate expires, where the finding is about that.
    fileprivate var expiry: String? {
        // A text that is no time is not shown as one.
        guard check == "tls.expiry",
            case .text(let text)? = evidence.first(where: { $0.name == "not_after" })?.value,
            let date = try? Date(text, strategy: .iso8601)
        else { return nil }
        return String(Int(date.timeIntervalSince1970))
    }

    fileprivate func labels(of report: CheckReport) -> [(String, String)] {
        var labels = [("server_name", report.serverName), ("check", check.name)]
        if let destination { labels.append(("destination", destination)) }
        return labels
    }
}
