import Foundation
import MatrixJSON
import Testing

@Suite("fedctl check, in every form")
struct CheckFormTests {
    @Test(
        "A form for programs is printed and says what the text says",
        arguments: [
            (
                "junit",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fedctl check\"",
                "failures=\"0\""
            ), ("tap", "TAP version 13\n1..", "\nok 1 - "),
            ("github", "::error title=", "::notice title=fedctl check::localhost"),
            ("nagios", "FEDERATION CRITICAL - ", "FEDERATION "),
            ("prometheus", "# HELP fedctl_check_success ", "verdict=\"fail\"} 0\n"),
            ("markdown", "## localhost:", " passes"), ("html", "<!DOCTYPE html>", " passes"),
        ])
    func forms(form: String, beginning: String, passing: String) async throws {
        let peer = try await ServedPeer()
        // Without its authority the chain fails.
        let run = try await Fedctl.run(["check", peer.name, "--format", form])
        #expect(run.status == (form == "nagios" ? 2 : 1), "\(run)")
        #expect(run.out.hasPrefix(beginning), "\(run)")
        #expect(run.out.contains("tls.chain"), "\(run)")
        let folder = try TemporaryFolder()
        let both = try await Fedctl.run([
            "check", peer.name, "--ca", peer.authorityFile, "--report", "\(form)=\(folder.path)/r",
            "--quiet",
        ])
        #expect(both.status == 0 && both.out.hasPrefix(peer.name), "\(both)")
        let report = String(decoding: try folder.read("r"), as: UTF8.self)
        #expect(report.contains(passing), "\(report)")
        for text in ["CRITICAL", "<failure", "\nnot ok", "::error"] {
            #expect(!report.contains(text), "\(report)")
        }
    }

    @Test("Nagios: a command that cannot judge ends with 3, and says so on standard output")
    func nagiosUnknown() async throws {
        let run = try await Fedctl.run(["check", "a b", "--format", "nagios"])
        #expect(run.status == 3 && run.out.isEmpty, "\(run)")
        let missing = try await Fedctl.run([
            "check", "localhost:1", "--format", "nagios", "--expect", "/no/such/file",
        ])
        #expect(missing.status == 3, "\(missing)")
        #expect(missing.out.hasPrefix("FEDERATION UNKNOWN - /no/such/file: "), "\(missing)")
    }

    @Test("Other commands have no such forms")
    func elsewhere() async throws {
        let run = try await Fedctl.run(["resolve", "localhost:1", "--format", "junit"])
        #expect(run.status == 64, "\(run)")
    }

    @Test("--expect turns a warning into a failure, leaves checks out, and knows what it expects")
    func expectations() async throws {
        let peer = try await ServedPeer()
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "expect.yaml",
            "ipv6: true\nskip:\n  tls.chain: a private authority\nseverity:\n  tls.expiry: fail\n")
        let run = try await Fedctl.run([
            "check", "127.0.0.1:\(peer.address.split(separator: ":")[1])", "--expect", file,
        ])
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("fail  expected.addresses"), "\(run)")
        #expect(run.out.contains("not wanted: a private authority"), "\(run)")
        let wrong = try folder.write("wrong.yaml", "ipv7: true\n")
        let refused = try await Fedctl.run(["check", peer.name, "--expect", wrong])
        #expect(refused.status == 65 && refused.err.contains("ipv7"), "\(refused)")
    }

    @Test("--baseline says what changed since the last run, and the first run has none")
    func baseline() async throws {
        let peer = try await ServedPeer()
        let folder = try TemporaryFolder()
        let last = "\(folder.path)/last.json"
        let common = ["check", peer.name, "--baseline", last, "--report", "json=\(last)"]
        let first = try await Fedctl.run(common + ["--ca", peer.authorityFile])
        #expect(first.status == 0 && first.err.contains("nothing to compare"), "\(first)")
        let same = try await Fedctl.run(common + ["--ca", peer.authorityFile])
        #expect(same.out.contains("\n  nothing changed\n"), "\(same)")
        let worse = try await Fedctl.run(common + ["--json"])
        let report = try Schema.hold(worse.out, to: "fedctl.check/1")
        guard case .array(let changes)? = report["baseline"]?["changes"] else {
            Issue.record("no changes: \(worse)")
            return
        }
        #expect(
            changes.contains { $0["id"] == "tls.chain" && $0["change"] == "worse" }, "\(worse)")
    }

    @Test("--evidence writes the certificates and the raw answers")
    func evidence() async throws {
        let peer = try await ServedPeer()
        let folder = try TemporaryFolder()
        let arguments = [
            "check", peer.name, "--ca", peer.authorityFile, "--evidence", "\(folder.path)/raw",
        ]
        #expect(try await Fedctl.run(arguments).status == 0)
        let own = "\(folder.path)/raw/\(peer.name.replacingOccurrences(of: ":", with: "_"))"
        try FileManager.default.createDirectory(
            atPath: "\(own)/192.0.2.1_443", withIntermediateDirectories: true)
        for name in ["192.0.2.1_443/01-version.http", "well-known-7.http", "notes.txt"] {
            try Data().write(to: URL(fileURLWithPath: "\(own)/\(name)"))
        }
        let run = try await Fedctl.run(arguments)
        #expect(run.status == 0, "\(run)")
        for (name, isKept) in [
            ("192.0.2.1_443", false), ("well-known-7.http", false), ("notes.txt", true),
        ] {
            #expect(FileManager.default.fileExists(atPath: "\(own)/\(name)") == isKept, "\(name)")
        }
        let server = "raw/\(peer.name.replacingOccurrences(of: ":", with: "_"))"
        let report = String(decoding: try folder.read("\(server)/report.json"), as: UTF8.self)
        try Schema.hold(report, to: "fedctl.check/1")
        let place = "\(server)/\(peer.address.replacingOccurrences(of: ":", with: "_"))"
        let chain = String(decoding: try folder.read("\(place)/chain.pem"), as: UTF8.self)
        #expect(chain.hasPrefix("-----BEGIN CERTIFICATE-----"))
        let keys = String(decoding: try folder.read("\(place)/02-server.http"), as: UTF8.self)
        #expect(keys.hasPrefix("GET /_matrix/key/v2/server HTTP/1.1\nHost: "), "\(keys)")
        #expect(keys.contains("HTTP/1.1 200\n") && keys.contains("verify_keys"), "\(keys)")
    }
}
