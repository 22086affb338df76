public import FederationChecks
import FederationCore
import Findings

extension [CheckReport] {
    /// The reports of checks as test cases in XML, as CI systems read them.
    ///
    /// A server is a suite, a finding a case; a warning passes, and is told in the case's output, and
    /// what changed since an earlier run in the suite's.
    public var junit: String {
        var xml = MarkupWriter()
        xml.line(#"<?xml version="1.0" encoding="UTF-8"?>"#)
        let counts = map(\.counts)
        xml.open(
            "testsuites",
            [
                ("name", "fedctl check"),
                (
                    "tests",
                    String(counts.map(\.total).reduce(0, +) + count { $0.isUnjudged })
                ),
                ("failures", String(counts.map(\.fail).reduce(0, +))),
                ("errors", String(count { $0.isUnjudged })),
                ("skipped", String(counts.map(\.skip).reduce(0, +))),
                ("time", map(\.durationMilliseconds).reduce(0, +).secondsText),
            ])
        for report in self { report.writeSuite(to: &xml) }
        xml.close("testsuites")
        return xml.text
    }
}

extension CheckReport {
    /// The report as a suite.
    fileprivate func writeSuite(to xml: inout MarkupWriter) {
        xml.open(
            "testsuite",
            [
                ("name", serverName), ("tests", String(counts.total + (isUnjudged ? 1 : 0))),
                ("failures", String(counts.fail)), ("errors", isUnjudged ? "1" : "0"),
                ("skipped", String(counts.skip)), ("time", durationMilliseconds.secondsText),
                ("timestamp", UTCTime(startedAt).rfc3339),
            ])
        for finding in findings { finding.writeCase(to: &xml, server: serverName) }
        if isUnjudged {
            xml.open("testcase", [("classname", serverName), ("name", "complete")])
            xml.element("error", [("message", lastLine()), ("type", "incomplete")], lines: [])
            xml.close("testcase")
        }
        if let comparison {
            let lines = [comparison.heading] + comparison.plainLines
            xml.element("system-out", [], lines.joined(separator: "\n"))
        }
        xml.close("testsuite")
    }
}

extension CheckReport {
    /// Whether it says too little to pass, and nothing that fails.
    var isUnjudged: Bool { verdict == .skip }
}

extension Finding {
    /// The finding as a case.
    fileprivate func writeCase(to xml: inout MarkupWriter, server: String) {
        let place = destination.map { " at \($0)" } ?? ""
        var attributes = [("classname", server), ("name", check.name + place)]
        if let durationMilliseconds {
            attributes.append(("time", durationMilliseconds.secondsText))
        }
        guard verdict != .pass else {
            xml.empty("testcase", attributes)
            return
        }
        xml.open("testcase", attributes)
        switch verdict {
        case .fail:
            xml.element(
                "failure", [("message", summary), ("type", check.name)],
                lines: details.map { "\($0.label): \($0.text)" })
        case .skip:
            xml.empty("skipped", [("message", summary)])
        case .warn, .pass:
            let lines = ["warning: \(summary)"] + details.map { "\($0.label): \($0.text)" }
            xml.element("system-out", lines: lines)
        }
        xml.close("testcase")
    }
}
