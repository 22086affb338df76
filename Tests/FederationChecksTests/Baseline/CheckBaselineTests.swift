import FederationChecks
import Findings
import Testing

@Suite("Baselines")
struct CheckBaselineTests {
    private static let earlier = #"""
        {"schema":"fedctl.check/1","fedctl_version":"0.1.0","server_name":"example.org",
         "started_at":"2026-11-21T13:46:05Z","duration_ms":5,"verdict":"fail",
         "counts":{"pass":1,"warn":0,"fail":1,"skip":0},"destinations":[],
         "checks":[
          {"id":"tls.chain","destination":"198.51.100.7:443","verdict":"pass","summary":"good"},
          {"id":"tls.expiry","destination":"198.51.100.7:443","verdict":"fail","summary":"expired"},
          {"id":"dns.addresses","verdict":"pass","summary":"198.51.100.7",
           "evidence":{"addresses":["198.51.100.7"]}},
          {"id":"version.answer","destination":"198.51.100.9:443","verdict":"pass",
           "summary":"Synapse 1.139.0"},
          {"id":"name.grammar","verdict":"pass","summary":"a host name without a port"}]}
        """#

    @Test("Worse, better, different, new and gone are told apart; what is the same is not told")
    func compares() throws {
        let baseline = try CheckBaseline(parsing: Array(Self.earlier.utf8))
        let report = try #require(baseline.report(on: "example.org"))
        let place = "198.51.100.7:443"
        let comparison = CheckComparison(
            of: [
                Finding("name.grammar", .pass, "a host name without a port"),
                Finding(
                    "dns.addresses", .pass, "198.51.100.8",
                    evidence: [Evidence("addresses", .list(["198.51.100.8"]))]),
                Finding("tls.chain", .fail, "unknown authority", destination: place),
                Finding("tls.expiry", .pass, "expires in 60 days", destination: place),
                Finding("route.map", .warn, "one path is lost", destination: place),
            ], since: report)
        #expect(comparison.since == "2026-11-21T13:46:05Z")
        let found = comparison.changes.map { "\($0.check) \($0.kind.rawValue): \($0.summary)" }
        #expect(
            found == [
                "dns.addresses different: addresses was [\"198.51.100.7\"], is [\"198.51.100.8\"]",
                "tls.chain worse: unknown authority",
                "tls.expiry better: expires in 60 days",
                "route.map new: one path is lost",
                "version.answer gone: Synapse 1.139.0",
            ])
        #expect(comparison.changes[1].before == .pass && comparison.changes[1].after == .fail)
        #expect(comparison.changes[4].after == nil)
    }

    @Test("Reports a line, and the servers of a sweep, are read alike")
    func forms() throws {
        let line = Self.earlier.split(separator: "\n").joined()
        let lines = try CheckBaseline(parsing: Array("\(line)\n\n\(line)\n".utf8))
        #expect(lines.reports.count == 2)
        let sweep = try CheckBaseline(
            parsing: Array(#"{"schema":"fedctl.sweep/1","servers":[\#(line)]}"#.utf8))
        #expect(sweep.reports == [lines.reports[0]])
        #expect(sweep.report(on: "other.example") == nil)
    }

    @Test(
        "What is no report is refused, with the line",
        arguments: [
            ("", "line 1: expected a report"), ("{}", "line 1: expected a report"),
            ("[1]", "line 1: expected a report"),
            (#"{"schema":"fedctl.keys/1"}"#, "line 1: expected a report"),
            (#"{"schema":"fedctl.check/1","server_name":"a"}"#, "line 1: expected a report"),
            ("{}\n{", "line 1: expected a report"), ("\n{", "line 2: expected a report"),
        ])
    func refused(text: String, words: String) {
        let error = #expect(throws: CheckBaselineError.self) {
            _ = try CheckBaseline(parsing: Array(text.utf8))
        }
        #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
    }
}
