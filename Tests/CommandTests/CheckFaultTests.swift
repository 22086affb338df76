import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl check against a fedctl serve that does wrong")
struct CheckFaultTests {
    @Test("Every fault of TLS and of keys has its case, once")
    func counted() async throws {
        let table = try await Fedctl.run(["serve", "--list-faults", "--json"])
        let rows = try Schema.hold(table.out, to: "fedctl.faults/1")["faults"]
        guard case .array(let faults)? = rows else {
            Issue.record("no list of faults: \(table)")
            return
        }
        let ids = faults.filter { $0["kind"] == "tls" || $0["kind"] == "keys" }
            .compactMap { CheckTests.text(of: "fault", in: $0) }
        #expect(CheckedFault.all.map(\.fault).sorted() == ids.sorted())
    }

    @Test(
        "Each is told by the check that is there for it, and by none without the fault",
        .timeLimit(.minutes(2)), arguments: CheckedFault.all)
    func finds(row: CheckedFault) async throws {
        let folder = try TemporaryFolder()
        let (name, directory) = ("\(row.fault).test", folder.path + "/ca")
        let plan = try folder.write(
            "faults.yaml",
            Array("faults:\n  - fault: \(row.fault)\n    server: struck.\(name)\n".utf8))
        let peer = try await ServedPeer(
            [
                "--name", "struck.\(name)", "--name", "calm.\(name)", "--ca-dir", directory,
                "--faults", plan,
            ])
        for (server, isStruck) in [("struck.\(name)", true), ("calm.\(name)", false)] {
            var arguments = [
                "check", server, "--ca", peer.authorityFile, "--json", "--timeout",
                row.isSilent && isStruck ? "0.5" : "10", "--connect-to",
                "\(server):443:127.0.0.1:1", "--connect-to", "\(server):8448:\(peer.address)",
                "--resolver", "127.0.0.1:1",
            ]
            if row.needsKeyFile { arguments += ["--key", "\(directory)/\(server).signing.key"] }
            let run = try await Fedctl.run(arguments)
            let report = try Schema.hold(run.out, to: "fedctl.check/1")
            let finding = CheckTests.findings(in: report).first { $0["id"] == .string(row.check) }
            let verdict = finding.flatMap { CheckTests.text(of: "verdict", in: $0) }
            let summary = finding.flatMap { CheckTests.text(of: "summary", in: $0) } ?? ""
            #expect(verdict == (isStruck ? row.verdict : "pass"), "\(run)")
            #expect(summary.contains(row.words) == isStruck, "\(run)")
            #expect(run.status == (isStruck ? row.status : 0), "\(run)")
        }
    }

    @Test("A key ID that stands for a new key is worse than in an earlier report")
    func reusedKeyID() async throws {
        let folder = try TemporaryFolder()
        let directory = folder.path + "/ca"
        let plan = try folder.write(
            "faults.yaml", Array("faults:\n  - fault: key-reused-id\n".utf8))
        let server = "again.test"
        let common = ["--name", server, "--ca-dir", directory]
        let honest = try await ServedPeer(common)
        let check = { (peer: ServedPeer) in
            [
                "check", server, "--ca", peer.authorityFile, "--connect-to",
                "\(server):443:127.0.0.1:1", "--connect-to", "\(server):8448:\(peer.address)",
                "--resolver", "127.0.0.1:1", "--without", "notary.signature",
            ]
        }
        let before = try await Fedctl.run(check(honest) + ["--json"])
        #expect(before.status == 0, "\(before)")
        let report = try folder.write("before.json", Array(before.out.utf8))
        _ = try await honest.end(with: SIGTERM)
        let struck = try await ServedPeer(common + ["--faults", plan])
        let after = try await Fedctl.run(check(struck) + ["--baseline", report])
        #expect(after.out.contains("has another value than before"), "\(after)")
    }

    @Test("An honest server passes without a warning, and so does each of several names")
    func honest() async throws {
        let alone = try await ServedPeer()
        let run = try await Fedctl.run([
            "check", alone.name, "--ca", alone.authorityFile, "--fail-on", "warn",
        ])
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        let names = (1...3).map { "n\($0).test:8448" }
        let many = try await ServedPeer(names.flatMap { ["--name", $0] })
        let sweep = try await Fedctl.run(
            ["check"] + names + ["--ca", many.authorityFile, "--fail-on", "warn"]
                + ["--connect-to", ":8448:\(many.address)"])
        #expect(sweep.status == 0, "\(sweep)")
        #expect(sweep.out.contains("3 servers: 3 pass"), "\(sweep)")
    }
}
