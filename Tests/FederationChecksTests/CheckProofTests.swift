import FederationChecks
import Findings
import Testing

@Suite("Every check can say no")
struct CheckProofTests {
    @Test("A server that is right in everything passes every check that is not skipped")
    func good() async throws {
        let report = try await Scene().run()
        #expect(report.verdict == .pass)
        #expect(report.anyAnswer)
        let skipped = report.findings.filter { $0.verdict == .skip }
        #expect(
            skipped.map(\.check) == [
                "srv.lookup", "srv.targets", "srv.agreement", "proxy.http-versions",
                "answer.rate-limit",
            ], "\(skipped)")
        // What only an option asks for is not in a report without that option.
        let optional: Set<CheckID> = [
            "key-file.match", "notary.absent", "notary.refresh", "outside.view", "outside.keys",
        ]
        #expect(
            Set(report.findings.map(\.check)) == Set(Check.all.map(\.id)).subtracting(optional))
    }

    @Test("A wrong server is told by the check that is meant for it", arguments: CheckCase.all)
    func wrong(_ example: CheckCase) async throws {
        var scene = Scene()
        example.change(&scene)
        let report = try await scene.run()
        let finding = try #require(report.findings.first { $0.check == example.id })
        #expect(finding.verdict == example.verdict, "\(finding)")
        #expect(finding.summary.contains(example.summary), "\(finding.summary)")
        if let fix = example.fix {
            #expect(finding.fix?.contains(fix) == true, "\(finding.fix ?? "no fix")")
        }
        for finding in report.findings {
            let names = finding.evidence.map(\.name)
            #expect(Set(names).count == names.count, "\(finding.check): a member of JSON is lost")
            guard let command = finding.reproduce else { continue }
            // A command reproduces without fedctl; a filter of JSON reads no heads.
            #expect(!command.hasPrefix("fedctl "), "\(finding.check): \(command)")
            #expect(!(command.contains(" -i ") && command.contains(" | ")), "\(command)")
        }
        guard example.verdict == .fail || example.verdict == .warn else { return }
        #expect(finding.fix?.isEmpty == false, "every warning and failure says what to do")
        #expect(report.verdict == .fail || report.verdict == .warn)
    }

    @Test("Counted proof: for every row of the table there is a case that fails or warns")
    func counted() {
        let proven = Set(
            CheckCase.all.filter { $0.verdict == .fail || $0.verdict == .warn }.map(\.id))
        let unproven = Check.all.map(\.id).filter { !proven.contains($0) }
        #expect(unproven == [], "these checks were never seen to say no")
        #expect(proven.subtracting(Check.all.map(\.id)) == [], "these are no checks")
    }

    @Test(
        "Counted proof: every assertion and failure mode of a row has a case that recognises it",
        arguments: Set(Check.all.map(\.topic)).sorted())
    func countedIdentifiers(topic: String) {
        for check in Check.all where check.topic == topic {
            let cases = CheckCase.all.filter { $0.id == check.id }
            let claimed = Set(check.assertions + check.failureModes)
            let proven = cases.reduce(into: Set<String>()) { $0.formUnion($1.proves) }
            #expect(claimed.subtracting(proven).sorted() == [], "\(check.id) never recognises")
            #expect(proven.subtracting(claimed).sorted() == [], "\(check.id) does not claim")
        }
    }
}
