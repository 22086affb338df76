import Certificates
import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl check with notaries and a key file")
struct CheckNotaryTests {
    private static let notary = "notary.test:8448"

    /// A notary that has its own idea of the keys of a server: it serves that name too, with a key of its own.
    private struct Pair {
        let origin: ServedPeer
        let notary: ServedPeer
        let folder: TemporaryFolder
        /// What leads to both, and trusts both.
        let arguments: [String]

        init(originKey: String, notaryNames: [String], notaryKey: String) async throws {
            folder = try TemporaryFolder()
            let authority = ["--ca-dir", folder.path + "/ca"]
            let name = CheckNotaryTests.origin
            origin = try await ServedPeer(
                ["--name", name, "--key", try folder.key("origin", originKey)] + authority)
            notary = try await ServedPeer(
                notaryNames.flatMap { ["--name", $0] }
                    + ["--key", try folder.key("notary", notaryKey)] + authority)
            arguments = [
                "check", name, "--ca", origin.authorityFile,
                "--connect-to", "\(name):\(origin.address)",
                "--connect-to", "\(CheckNotaryTests.notary):\(notary.address)",
            ]
        }

        func check(_ more: String...) async throws -> Fedctl.Run {
            try await Fedctl.run(arguments + more)
        }
    }

    private static let origin = "origin.test:8448"
    private static let both = [origin, notary]

    @Test("A notary with the same key sees what the server publishes")
    func agrees() async throws {
        let pair = try await Pair(
            originKey: "1 \(Seeds.first)", notaryNames: Self.both, notaryKey: "1 \(Seeds.first)")
        let run = try await pair.check("--notary", Self.notary, "--json")
        #expect(run.status == 0, "\(run)")
        let report = try Schema.hold(run.out, to: "fedctl.check/1")
        #expect(CheckTests.verdict(of: "outside.view", in: report) == "pass", "\(run)")
        #expect(CheckTests.verdict(of: "outside.keys", in: report) == "pass", "\(run)")
        #expect(CheckTests.verdict(of: "key-file.match", in: report) == nil, "\(run)")
        #expect(CheckTests.verdict(of: "notary.absent", in: report) == nil, "\(run)")
    }

    @Test(
        "Another key under the same ID fails, and a notary with a former key warns")
    func differs() async throws {
        let other = try await Pair(
            originKey: "1 \(Seeds.first)", notaryNames: Self.both, notaryKey: "1 \(Seeds.second)")
        let run = try await other.check("--notary", Self.notary)
        #expect(run.status == 1, "\(run)")
        #expect(
            run.out.contains("fail  outside.keys  ") && run.out.contains("is another key there"),
            "\(run)")
        let command = run.out.split(separator: "\n").first { $0.contains("  try       curl ") }
        #expect(
            command?.contains("/_matrix/key/v2/query/origin.test") == true
                && command?.contains("--cacert ") == true, "\(run)")
        let former = try await Pair(
            originKey: "2 \(Seeds.first)", notaryNames: Self.both, notaryKey: "1 \(Seeds.second)")
        let stale = try await former.check("--notary", Self.notary)
        #expect(stale.status == 0, "\(stale)")
        #expect(stale.out.contains("warn  outside.keys  "), "\(stale)")
        #expect(stale.out.contains("lacks ed25519:2"), "\(stale)")
    }

    @Test(
        "A notary without the keys fails; one that is gone is no fault of the server")
    func cannotReach() async throws {
        let pair = try await Pair(
            originKey: "1 \(Seeds.first)", notaryNames: [Self.notary],
            notaryKey: "1 \(Seeds.second)")
        let run = try await pair.check("--notary", Self.notary)
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("fail  outside.view  "), "\(run)")
        #expect(run.out.contains("though they can be fetched from here"), "\(run)")
        let closed = try ClosedPort()
        let gone = try await pair.check(
            "--notary", "gone.test:8448", "--connect-to",
            "gone.test:8448:127.0.0.1:\(closed.port)")
        #expect(gone.status == 0, "\(gone)")
        #expect(gone.out.contains("warn  outside.view  "), "\(gone)")
        #expect(gone.out.contains("gone.test:8448: no answer to GET"), "\(gone)")
    }

    @Test("A server that nobody reaches gives no answer, whatever a notary keeps of it")
    func unreachable() async throws {
        let pair = try await Pair(
            originKey: "1 \(Seeds.first)", notaryNames: Self.both, notaryKey: "1 \(Seeds.first)")
        _ = try await pair.origin.end(with: SIGTERM)
        let run = try await pair.check(
            "--notary", Self.notary, "--only", "outside.view", "--only", "outside.keys")
        #expect(run.status == 2, "\(run)")
        #expect(run.out.contains("pass  outside.view"), "\(run)")
    }

    @Test("The key file of the server matches; another key fails, under its ID and under another")
    func keyFile() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.key("own", "1 \(Seeds.first)")
        let peer = try await ServedPeer(["--key", file])
        let common = ["check", peer.name, "--ca", peer.authorityFile, "--key"]
        let good = try await Fedctl.run(common + [file])
        #expect(good.status == 0, "\(good)")
        #expect(good.out.contains("pass  key-file.match"), "\(good)")
        let reused = try await Fedctl.run(common + [try folder.key("a", "1 \(Seeds.second)")])
        #expect(reused.status == 1, "\(reused)")
        #expect(reused.out.contains("fail  key-file.match"), "\(reused)")
        let other = try await Fedctl.run(common + [try folder.key("b", "2 \(Seeds.second)")])
        #expect(other.status == 1, "\(other)")
        #expect(other.out.contains("fail  key-file.match"), "\(other)")
        for run in [good, reused, other] {
            #expect(!"\(run)".contains(Seeds.first) && !"\(run)".contains(Seeds.second), "\(run)")
        }
        let none = try await Fedctl.run(common + [folder.path + "/none"])
        #expect(none.status == 65 && none.out.isEmpty, "\(none)")
    }

    @Test("--notary-probe makes the server go out as a notary, and nothing else does")
    func probe() async throws {
        let peer = try await ServedPeer()
        let common = ["check", peer.name, "--ca", peer.authorityFile]
        let good = try await Fedctl.run(common + ["--notary-probe"])
        #expect(good.status == 0, "\(good)")
        #expect(good.out.contains("pass  notary.absent"), "\(good)")
        #expect(good.out.contains("pass  notary.refresh"), "\(good)")
        let unasked = try await Fedctl.run(common + ["--only", "notary.absent"])
        #expect(unasked.status == 2, "\(unasked)")
        #expect(unasked.out.contains("skip  notary.absent  only --notary-probe"), "\(unasked)")
        let lines = try peer.journal().split(separator: "\n")
        #expect(lines.count { $0.contains("query/fedctl.invalid") } == 1)
    }

    @Test("A notary that gives its own failure on for a server that is not there fails")
    func badProbe() async throws {
        let folder = try TemporaryFolder()
        let name = "probe.test:8448"
        let key = try folder.key("own", "1 \(Seeds.first)")
        let document = try await Fedctl.run(["keys", "document", "--as", name, "--key", key]).out
        let certificate = try CertificateAuthority.selfSigned(
            CertificateRequest(
                names: ["probe.test"], notBefore: .now - 60, notAfter: .now + 86400))
        let server = try ScriptedTCPServer(certificate: certificate) { connection in
            while let request = connection.readRequest() {
                let text = String(decoding: request, as: UTF8.self)
                let isAbsent = text.contains("fedctl.invalid\"") || text.contains("/fedctl.invalid")
                let body =
                    if text.hasPrefix("GET /_matrix/key/v2/server ") { document } else if isAbsent {
                        "{}"
                    } else if text.contains("probe.test:8448\":") || text.contains("/probe.test") {
                        #"{"server_keys":[\#(document)]}"#
                    } else { #"{"server_keys":[]}"# }
                let sent = connection.write(
                    "HTTP/1.1 \(isAbsent ? "502 Bad Gateway" : "200 OK")\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
                guard sent else { return }
            }
        }
        let run = try await Fedctl.run([
            "check", name, "--insecure", "--notary-probe", "--connect-to",
            "\(name):127.0.0.1:\(server.port)", "--only", "notary.absent", "--only",
            "notary.refresh",
        ])
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("fail  notary.absent"), "\(run)")
        #expect(run.out.contains("GET for a server that is not there: 502"), "\(run)")
    }

    /// Seeds of keys, in base64.
    private enum Seeds {
        static let first = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
        static let second = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"
    }
}

extension TemporaryFolder {
    /// Writes a key file as Synapse has them, and returns its path.
    func key(_ name: String, _ versionAndSeed: String) throws -> String {
        let path = try write("\(name).key", "ed25519 \(versionAndSeed)\n")
        chmod(path, 0o600)
        return path
    }
}
