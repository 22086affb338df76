import FederationCore
import Findings
import TestSupport
import Testing

@testable import FederationChecks

@Suite("Expectations")
struct ExpectationsTests {
    @Test("Without expectations, their checks are not reported")
    func silent() async throws {
        var scene = Scene()
        scene.options.expectations = nil
        let report = try await scene.run()
        #expect(!report.findings.contains { $0.check.topic == "expected" })
        #expect(report.verdict == .pass)
    }

    @Test("A check that is not wanted is a skip with the reason, whatever it would have said")
    func skipped() async throws {
        var scene = Scene()
        scene.unknownPath = .status(404, body: "<html>not found</html>")
        scene.options.expectations?.common.skipped = ["route.unknown": "the proxy answers"]
        let report = try await scene.run()
        let finding = try #require(report.findings.first { $0.check == "route.unknown" })
        #expect(finding.verdict == .skip)
        #expect(finding.summary == "not wanted: the proxy answers")
        #expect(report.verdict == .pass)
    }

    @Test("A warning can count as a failure, and a failure as a warning; a pass stays one")
    func severities() {
        var expectations = ServerExpectations()
        expectations.severities = ["tls.expiry": .fail, "tls.chain": .warn, "tls.name": .fail]
        let weighed = [
            Finding("tls.expiry", .warn, "expires in 9 days"),
            Finding("tls.chain", .fail, "unknown authority"),
            Finding("tls.name", .pass, "the certificate is for example.org"),
            Finding("tls.expiry", .skip, "no certificate"),
        ].map(expectations.weighed)
        #expect(weighed.map(\.verdict) == [.fail, .warn, .pass, .skip])
        #expect(
            weighed[0].evidence == [Evidence("verdict_unweighed", .text("warn"))])
        #expect(weighed[2].evidence.isEmpty)
    }

    @Test("What is said of one server goes over what is said of all")
    func perServer() throws {
        let name = try ServerName(parsing: "example.org")
        let expectations = Expectations(
            common: ServerExpectations(ipv4: true, ipv6: false, skipped: ["tls.expiry": ""]),
            servers: [name: ServerExpectations(ipv6: true, skipped: ["tls.name": "known"])])
        let own = expectations.expectations(of: name)
        #expect(own.ipv4 == true && own.ipv6 == true)
        #expect(own.skipped == ["tls.expiry": "", "tls.name": "known"])
        let other = try ServerName(parsing: "other.example")
        #expect(expectations.expectations(of: other).ipv6 == false)
    }
}
