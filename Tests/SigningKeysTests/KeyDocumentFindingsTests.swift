import FederationCore
import Findings
import SigningKeys
import Testing

@Suite("Findings about key documents")
struct KeyDocumentFindingsTests {
    /// The report on every document, made once.
    private static let reports = Result {
        let domain = try ServerName(parsing: "domain")
        return try Fixture.names(in: "documents").map { name in
            let report = KeyDocumentReport(
                judging: try Fixture.bytes("documents/" + name), of: domain, now: Moment.now,
                obtainedBy: "cat keys.json")
            return (name: name, report: report)
        }
    }

    private func report(_ name: String) throws -> KeyDocumentReport {
        try #require(try Self.reports.get().first { $0.name == name }).report
    }

    @Test("Every document comes to the verdict that its name claims, by exactly these findings")
    func findings() throws {
        var lines: [String] = []
        for (name, report) in try Self.reports.get() {
            let claim: Verdict =
                name.hasPrefix("good-") || name == "good.json"
                ? .pass : name.hasPrefix("warn-") ? .warn : .fail
            #expect(report.verdict == claim, "\(name)")
            for finding in report.findings
            where finding.verdict == .warn || finding.verdict == .fail {
                lines.append("\(name): \(finding.verdict) \(finding.check): \(finding.summary)")
                let explanation = finding.evidence.first { $0.name == "explanation" }
                if case .text(let text)? = explanation?.value { lines.append("    it \(text)") }
                #expect(finding.fix != nil, "\(name) \(finding.check)")
            }
        }
        let expected = String(decoding: try Fixture.bytes("findings.txt"), as: UTF8.self)
        let expectedLines = expected.split(separator: "\n").map(String.init)
        for (line, expectedLine) in zip(lines, expectedLines) { #expect(line == expectedLine) }
        #expect(lines.count == expectedLines.count)
    }

    @Test("Every check has a finding in every report, in the order of the table")
    func complete() throws {
        for (name, report) in try Self.reports.get() {
            var checks: [CheckID] = []
            for finding in report.findings where finding.check != checks.last {
                checks.append(finding.check)
            }
            #expect(checks == KeyDocumentCheck.all.map(\.id), "\(name)")
        }
    }

    @Test("Every check has a document that makes it say no", arguments: KeyDocumentCheck.all)
    func proof(check: KeyDocumentCheck) throws {
        let culprits = try Self.reports.get().filter {
            $0.report.findings.contains {
                $0.check == check.id && ($0.verdict == .fail || $0.verdict == .warn)
            }
        }
        #expect(!culprits.isEmpty)
    }

    @Test(
        "Every mistake of signers is recognised in a document", arguments: SigningMistake.allCases)
    func mistakes(mistake: SigningMistake) throws {
        let explained = try Self.reports.get().filter {
            $0.report.findings.contains {
                $0.check == "keys.signature" && $0.fix == mistake.fix
                    && $0.got == "a signature that verifies \(mistake.explanation)"
            }
        }
        #expect(!explained.isEmpty)
    }

    @Test("A signature that no mistake explains is given no explanation")
    func unexplained() throws {
        for name in ["bad-changed-after-signing.json", "bad-signed-by-another-key.json"] {
            let finding = try #require(
                try report(name).findings.first { $0.check == "keys.signature" })
            #expect(finding.verdict == .fail)
            #expect(finding.got == nil)
            #expect(finding.evidence.isEmpty)
        }
    }

    @Test("A document with nothing to verify never passes for signed")
    func vacuous() throws {
        for (name, report) in try Self.reports.get() {
            let isSigned = report.rows.contains { $0.signature == .good }
            let passes = report.findings.contains {
                $0.check == "keys.signature" && $0.verdict == .pass
            }
            #expect(!passes || isSigned, "\(name)")
            #expect(report.verified == nil || isSigned, "\(name)")
        }
    }

    @Test("A finding is reproduced by a command without fedctl, and names of peers cannot leave it")
    func reproduction() throws {
        let finding = try #require(
            try report("bad-changed-after-signing.json").findings
                .first { $0.check == "keys.signature" })
        let command = try #require(finding.reproduce)
        #expect(command.hasPrefix("cat keys.json | python3 -c '"))
        #expect(command.contains("s.verify_signed_json(d, \"domain\""))
        let bytes = Array(
            #"""
            {"server_name":"domain","valid_until_ts":1,"verify_keys":{"ed25519:'; id; '":
            {"key":"XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI"}},"signatures":{"domain":
            {"ed25519:'; id; '":"K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"}}}
            """#.utf8)
        let hostile = KeyDocumentReport(judging: bytes, now: Moment.now, obtainedBy: "cat k")
        #expect(hostile.findings.contains { $0.check == "keys.signature" && $0.verdict == .fail })
        #expect(!hostile.findings.contains { $0.reproduce?.contains("; id;") == true })
    }

    @Test("A document that lists thousands of keys costs little and says what was not judged")
    func many() throws {
        let entries = (0..<5000).map { #""ed25519:k\#($0)":{"key":"\#(TestKeys.publicKey)"}"# }
        let bytes =
            Array(
                #"{"server_name":"domain","signatures":{},"valid_until_ts":1,"verify_keys":{"#.utf8)
            + Array(entries.joined(separator: ",").utf8) + Array("}}".utf8)
        let report = KeyDocumentReport(judging: bytes, now: Moment.now)
        #expect(report.rows.count == KeyDocumentReport.keyLimit)
        #expect(report.findings.count < 60)
        #expect(
            report.findings.contains {
                $0.summary == "verify_keys lists 5000 keys, and only 100 are judged"
            })
    }

    @Test("Damaged documents end in a report, and never in a crash")
    func mutations() throws {
        var random = Mutator(seed: 2)
        let name = try ServerName(parsing: "domain")
        for file in try Fixture.names(in: "documents") {
            let bytes = try Fixture.bytes("documents/" + file)
            for _ in 0..<20 {
                let report = KeyDocumentReport(
                    judging: random.mutate(bytes), of: name, now: Moment.now)
                #expect(report.findings.count >= KeyDocumentCheck.all.count)
                #expect(report.verified == nil || report.rows.contains { $0.signature == .good })
            }
        }
    }
}
