import FederationChecks
import FederationCore
import Findings
import Rendering
import ServerDiscovery
import Testing

@Suite("Check reports for people")
struct CheckReportTextTests {
    @Test("Findings stand under headings, in columns, with what to do where something is wrong")
    func mixed() {
        let lines = [
            "example.org",
            "",
            "discovery",
            "  pass  name.grammar           a host name without a port",
            "  pass  well-known.delegation  delegates to matrix.example.org:443 (kept for 24 h)",
            "  skip  srv.lookup             the delegated name has a port (step 3.2)",
            "",
            "198.51.100.7:443",
            "  pass  tls.handshake          TLS 1.3, TLS_AES_256_GCM_SHA384",
            "  fail  tls.chain              the server does not send the intermediate \"R11\"",
            "          expected  leaf, R11",
            "          got       leaf",
            "          fix       nginx: ssl_certificate must name fullchain.pem, not cert.pem; "
                + "then reload",
            "          try       openssl s_client -connect 198.51.100.7:443 -servername "
                + "matrix.example.org -showcerts",
            "          spec      https://spec.matrix.org/v1.19/server-server-api/#tls",
            "  warn  tls.expiry             expires in 9 days, on 2026-12-01",
            "",
            "[2001:db8::7]:443",
            "  fail  tcp.connect            refused",
            "          fix       make the web server listen on [::]:443, or remove the AAAA record",
            "  skip  tls.handshake          no connection",
            "",
            "example.org fails: 3 passed, 1 warning, 2 failed, 2 skipped, in 1.4 s",
            "",
        ]
        #expect(SampleReports.mixed.text() == lines.joined(separator: "\n"))
    }

    @Test(
        "The last line has a word for every outcome",
        arguments: [
            ([Verdict.pass], "example.org passes: 1 passed, in 1.4 s"),
            (
                [.pass, .warn, .warn],
                "example.org passes with warnings: 1 passed, 2 warnings, in 1.4 s"
            ),
            ([.fail], "example.org fails: 0 passed, 1 failed, in 1.4 s"),
            ([.skip], "example.org was not judged: 0 passed, 1 skipped, in 1.4 s"),
        ])
    func lastLine(verdicts: [Verdict], line: String) {
        let findings = verdicts.map { Finding("tls.chain", $0, "x") }
        #expect(SampleReports.report(findings).lastLine() == line)
    }

    @Test("A server that nobody could reach is told from one that is wrong")
    func unreachable() throws {
        var report = SampleReports.gone
        let name = try ServerName(parsing: "gone.example")
        report.discovery = DiscoveryResult(
            serverName: name, specStep: "6", tlsName: .name("gone.example"),
            hostHeader: "gone.example")
        #expect(
            report.lastLine() == "gone.example gives no answer: 1 passed, 1 failed, in 1.4 s")
        report.anyAnswer = true
        #expect(report.lastLine().hasPrefix("gone.example fails: "))
    }

    @Test(
        "Times are in the unit that reads best",
        arguments: [
            (0, "0 ms"), (999, "999 ms"), (1000, "1.0 s"), (9949, "9.9 s"), (75_400, "75 s"),
        ])
    func times(milliseconds: Int, words: String) {
        let report = SampleReports.report([], milliseconds: milliseconds)
        #expect(report.lastLine().hasSuffix(", in \(words)"))
    }

    @Test("There is colour only where it is asked for, and the words are the same")
    func colour() {
        let plain = SampleReports.mixed.text()
        let coloured = SampleReports.mixed.text(style: TextStyle(usesColour: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[31mfail\u{1B}[0m  tls.chain"))
        var stripped = coloured
        for code in ["0", "1", "2", "31", "32", "33"] {
            stripped = stripped.split(
                separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false
            ).joined()
        }
        #expect(stripped == plain)
    }

    @Test("What a remote host sent cannot steer the terminal, nor make lines of its own")
    func hostile() {
        let text = SampleReports.hostile.text()
        let controls = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 10: false
            case 0..<32, 0x7F...0x9F, 0x202E: true
            default: false
            }
        }
        #expect(controls.isEmpty)
        #expect(!text.contains("\nexample.org passes\n"))
        #expect(text.split(separator: "\n").count == 6)
    }

    @Test("What is too long for a terminal is cut, and that is said")
    func long() {
        let report = SampleReports.report([
            Finding("route.map", .fail, "0 of 12", got: String(repeating: "x", count: 1_000))
        ])
        let text = report.text()
        let cut = String(repeating: "x", count: 600) + "… (400 more letters; --json has all)\n"
        #expect(text.contains("got       \(cut)"))
        #expect([report].markdown.contains(String(repeating: "x", count: 1_000)))
    }

    @Test("Several servers have a report each, then a table, then the count")
    func sweep() {
        let sweep = CheckSweepText([SampleReports.mixed, SampleReports.good, SampleReports.gone])
        #expect(
            sweep.text().hasSuffix(
                """
                gone.example fails: 1 passed, 1 failed, in 1.4 s

                SERVER          VERDICT  PASS  WARN  FAIL  FIRST FINDING
                example.org     fail        3     1     2  tls.chain at 198.51.100.7:443
                matrix.example  pass        1     0     0
                gone.example    fail        1     0     1  dns.addresses: no such name
                3 servers: 1 passed, 2 failed

                """))
        #expect(CheckSweepText([]).lastLine == "0 servers: nothing to judge")
    }
}
