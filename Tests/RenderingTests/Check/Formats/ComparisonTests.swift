import FederationChecks
import Findings
import Rendering
import Testing

@Suite("What changed, in every form")
struct ComparisonTests {
    private static let baseline = #"""
        {"schema":"fedctl.check/1","server_name":"example.org","started_at":"2026-11-21T13:46:05Z",
         "checks":[{"id":"tls.chain","destination":"198.51.100.6:443","verdict":"pass"}]}
        """#

    private static func report(_ verdict: Verdict) throws -> CheckReport {
        let findings = [
            Finding("tls.chain", verdict, "not <trusted>", destination: "198.51.100.7:443")
        ]
        return SampleReports.report(findings, at: ["198.51.100.7"])
            .compared(with: try CheckBaseline(parsing: Array(baseline.utf8)))
    }

    private static let forms: [(name: String, render: @Sendable ([CheckReport]) -> String)] = [
        ("text", { $0.map { $0.text() }.joined() }), ("github", { $0.githubAnnotations }),
        ("markdown", { $0.markdown }), ("html", { CheckPage($0, version: "1.2.3").html }),
        ("nagios", { NagiosStatus($0).text }), ("junit", { $0.junit }), ("tap", { $0.tap }),
    ]

    @Test("Every form of words names what changed, and says where nothing did", arguments: forms)
    func words(form: (name: String, render: @Sendable ([CheckReport]) -> String)) throws {
        let text = form.render([try Self.report(.fail)])
        for words in ["since 2026-11-21", "worse", "pass, now fail", "(was 198.51.100.6:443)"] {
            #expect(text.contains(words), "\(form.name): \(words)\n\(text)")
        }
        #expect(form.render([try Self.report(.pass)]).contains("nothing changed"))
    }

    @Test("Prometheus counts the changes of each kind")
    func figures() throws {
        let text = [try Self.report(.fail)].prometheus
        let sample = "fedctl_check_changes{server_name=\"example.org\",change="
        #expect(text.contains(sample + "\"worse\"} 1\n") && text.contains(sample + "\"gone\"} 0\n"))
        #expect(![SampleReports.mixed].prometheus.contains("fedctl_check_changes"))
    }

    @Test("GitHub warns of what is worse, and notes the rest in one annotation")
    func annotation() throws {
        let worse = [try Self.report(.fail)].githubAnnotations
        #expect(
            worse.contains("\n::warning title=example.org%3A since 2026-11-21T13%3A46%3A05Z::worse")
        )
        #expect([try Self.report(.pass)].githubAnnotations.contains("::nothing changed\n"))
    }

    @Test("JUnit: what changed is the output of the suite, after its cases")
    func suite() throws {
        let xml = [try Self.report(.fail)].junit
        #expect(
            xml.contains(
                "</testcase>\n    <system-out>since 2026-11-21T13:46:05Z&#10;worse  tls.chain"))
        #expect(xml.contains("not &lt;trusted&gt;</system-out>\n  </testsuite>"))
    }

    @Test("JSON names the destination that it was")
    func json() throws {
        let text = try Self.report(.fail).json(version: "1.2.3").prettyText
        #expect(text.contains(#""former_destination": "198.51.100.6:443""#), "\(text)")
    }
}
