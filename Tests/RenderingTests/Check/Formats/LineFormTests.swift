import FederationChecks
import Findings
import Rendering
import Testing

@Suite("Check reports in forms of lines")
struct LineFormTests {
    @Test("TAP: every finding is a test, a skip says why, a failure carries a block")
    func tap() {
        let lines = [SampleReports.mixed].tap.split(separator: "\n")
        #expect(lines[0] == "TAP version 13")
        #expect(lines[1] == "1..8")
        #expect(lines[2] == "ok 1 - example.org name.grammar: a host name without a port")
        #expect(
            lines.contains(
                "ok 3 - example.org srv.lookup # SKIP the delegated name has a port (step 3.2)"))
        #expect(
            lines.contains(
                "not ok 5 - example.org tls.chain at 198.51.100.7:443: "
                    + "the server does not send the intermediate \"R11\""))
        #expect(lines.contains("  expected: \"leaf, R11\""))
        #expect(lines.contains("  verdict: \"warn\""))
        #expect(lines.count { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") } == 8)
        #expect(lines.count { $0 == "  ---" } == lines.count { $0 == "  ..." })
    }

    @Test("A report that does not say enough passes in no form, and each form says why")
    func incomplete() {
        var report = SampleReports.report([
            Finding("name.grammar", .pass, "a host name"),
            Finding("keys.document", .skip, "the deadline came first"),
        ])
        #expect(report.verdict == .pass)
        report.incompleteness = "the deadline came first"
        #expect(report.verdict == .skip)
        let words = "example.org was not judged completely, since the deadline came first: 1 passed"
        #expect(report.lastLine().hasPrefix(words))
        #expect(report.text().contains(words))
        #expect(report.json(version: "1").prettyText.contains(#""incomplete": "the deadline"#))
        let tap = [report].tap.split(separator: "\n")
        #expect(tap[1] == "1..3" && tap.last?.hasPrefix("not ok 3 - \(words)") == true)
        let junit = [report].junit
        #expect(junit.contains(#"errors="1""#) && junit.contains("<error message=\"\(words)"))
        let github = [report].githubAnnotations
        #expect(github.hasPrefix("::error title=fedctl check::\(words)"))
        let metrics = [report].prometheus
        #expect(metrics.contains("fedctl_check_success{server_name=\"example.org\"} 0"))
        #expect(NagiosStatus([report]).level == .unknown)
        report.findings.append(Finding("tls.chain", .fail, "no"))
        #expect(report.verdict == .fail, "what fails fails all the same")
    }

    @Test("Markdown: a command is code as it stands, and a link a link")
    func markdownCode() {
        let lines = [SampleReports.mixed].markdown.split(separator: "\n")
        #expect(
            lines.contains(
                "- try: `openssl s_client -connect 198.51.100.7:443 -servername "
                    + "matrix.example.org -showcerts`"))
        #expect(lines.contains { $0.hasPrefix("- spec: <https://spec.matrix.org/v1.19/") })
        let odd = SampleReports.report([
            Finding("version.answer", .fail, "x", reproduce: "echo ``a`` | cat")
        ])
        #expect([odd].markdown.contains("- try: ``` echo ``a`` | cat ```"))
    }

    @Test("TAP: what a server sends cannot become a directive")
    func tapDirective() {
        let report = SampleReports.report([
            Finding("version.answer", .fail, "x # SKIP all\nok 2 - more")
        ])
        let lines = [report].tap.split(separator: "\n")
        #expect(
            lines[2] == "not ok 1 - example.org version.answer: x \\# SKIP all\\\\u{A}ok 2 - more")
        #expect(lines.count { $0.hasPrefix("ok") } == 0)
    }

    @Test("GitHub: failures and warnings are annotations, everything else one notice")
    func github() {
        let lines = [SampleReports.mixed].githubAnnotations.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(
            lines[0].hasPrefix(
                "::error title=example.org%3A tls.chain at 198.51.100.7%3A443::"
                    + "the server does not send the intermediate \"R11\"%0Aexpected: leaf, R11%0A"))
        #expect(
            lines[1].hasPrefix("::warning title=example.org%3A tls.expiry at 198.51.100.7%3A443::"))
        #expect(lines[2].hasPrefix("::error title=example.org%3A tcp.connect at [2001%3Adb8"))
        #expect(lines[3].hasPrefix("::notice title=fedctl check::example.org fails: "))
    }

    @Test("GitHub: what a server sends cannot become a command")
    func githubCommand() {
        let report = SampleReports.report([
            Finding("version.answer", .warn, "100%\r\n::set-env name=A::b")
        ])
        let lines = [report].githubAnnotations.split(whereSeparator: \.isNewline)
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix("::100%25\\u{D}\\u{A}::set-env name=A::b"))
    }

    @Test(
        "Nagios: one line with figures, the findings below, and the guidelines' statuses",
        arguments: [
            ([SampleReports.mixed], NagiosStatus.Level.critical, "FEDERATION CRITICAL - "),
            (
                [SampleReports.good], .ok,
                "FEDERATION OK - matrix.example passes: 1 passed, in 84 ms"
            ),
            ([SampleReports.hostile], .warning, "FEDERATION WARNING - "),
            ([SampleReports.report([])], .unknown, "FEDERATION UNKNOWN - "),
            (
                [SampleReports.good, SampleReports.gone], .critical,
                "FEDERATION CRITICAL - 2 servers: 1 passed, 1 failed | time=1.402s passed=2 "
            ),
        ])
    func nagios(reports: [CheckReport], level: NagiosStatus.Level, beginning: String) {
        let status = NagiosStatus(reports)
        #expect(status.level == level)
        #expect(status.text.hasPrefix(beginning), "\(status.text)")
        let first = status.text.split(separator: "\n")[0]
        #expect(first.count { $0 == "|" } == 1)
        #expect(first.contains(" | time="))
        #expect(!status.text.contains("\u{1B}"))
    }

    @Test("Prometheus: a gauge for each question, labels escaped, no sample twice")
    func prometheus() {
        let expiring = SampleReports.report([
            Finding(
                "tls.expiry", .pass, "expires in 60 days", destination: "198.51.100.7:443",
                evidence: [Evidence("not_after", .text("2026-12-01T00:00:00Z"))])
        ])
        let reports = [SampleReports.mixed, expiring]
        let lines = reports.prometheus.split(separator: "\n")
        #expect(lines.contains("fedctl_check_success{server_name=\"example.org\"} 0"))
        #expect(
            lines.contains(
                "fedctl_check_findings{server_name=\"example.org\",verdict=\"fail\"} 2"))
        #expect(
            lines.contains(
                "fedctl_check_result{server_name=\"example.org\",check=\"tls.chain\","
                    + "destination=\"198.51.100.7:443\"} 0"))
        #expect(
            lines.contains(
                "fedctl_certificate_not_after_seconds{server_name=\"example.org\","
                    + "destination=\"198.51.100.7:443\"} 1796083200"))
        #expect(lines.contains("fedctl_check_duration_seconds{server_name=\"example.org\"} 1.402"))
        let samples = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: "}")[0] }
        #expect(Set(samples).count == samples.count)
        let hostile = SampleReports.report([], of: "a\"b\\c\n\u{1B}")
        #expect(
            [hostile].prometheus.contains("{server_name=\"a\\\"b\\\\c\\\\u{A}\\\\u{1B}\"}"))
    }
}
