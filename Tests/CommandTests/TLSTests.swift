import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl tls")
struct TLSTests {
    @Test("A server whose authority is given verifies against it, and every version is tried")
    func good() async throws {
        let peer = try await ServedPeer()
        let run = try await Fedctl.run(["tls", peer.name, "--ca", peer.authorityFile])
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        #expect(run.out.hasPrefix("\(peer.address) for "), "\(run)")
        #expect(run.out.contains("  TLS 1.3, TLS_AES_"), "\(run)")
        #expect(run.out.contains("refuses 1.0, 1.1"), "\(run)")
        #expect(run.out.contains("  verifies against \""), "\(run)")
        #expect(run.out.contains("\n  HTTP/1.1 200 ("), "\(run)")
        let json = try await Fedctl.run(["tls", peer.name, "--ca", peer.authorityFile, "--json"])
        #expect(json.status == 0, "\(json)")
        try Schema.hold(json.out, to: "fedctl.tls/1")
    }

    @Test("Without its authority the chain is shown all the same, and the command ends with 1")
    func untrusted() async throws {
        let peer = try await ServedPeer()
        let run = try await Fedctl.run(["tls", peer.name])
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("  does not verify:\n"), "\(run)")
        #expect(run.out.contains("  fail  tls.chain"), "\(run)")
        let json = try await Fedctl.run(["tls", peer.name, "--json", "--fetch-issuers"])
        try Schema.hold(json.out, to: "fedctl.tls/1")
        let insecure = try await Fedctl.run(["tls", peer.name, "--insecure"])
        #expect(insecure.status == 0, "\(insecure)")
        let strict = try await Fedctl.run(["tls", peer.name, "--insecure", "--fail-on", "warn"])
        #expect(strict.status == 1, "\(strict)")
    }

    @Test("Another name is asked for where one is given, also at an address")
    func otherName() async throws {
        let peer = try await ServedPeer()
        let run = try await Fedctl.run([
            "tls", peer.address, "--ca", peer.authorityFile, "--tls-name", "other.example",
        ])
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("\(peer.address) for other.example\n"), "\(run)")
        #expect(run.out.contains("  fail  tls.name"), "\(run)")
        let wrong = try await Fedctl.run(["tls", peer.address, "--tls-name", "other.example:443"])
        #expect(wrong.status == 64, "\(wrong)")
    }

    @Test("The chain in PEM is nothing else, and a closed port has none")
    func pem() async throws {
        let peer = try await ServedPeer()
        let run = try await Fedctl.run(["tls", peer.name, "--pem"])
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        #expect(run.out.hasPrefix(" 0 s:CN="), "\(run)")
        #expect(run.out.hasSuffix("-----END CERTIFICATE-----\n"), "\(run)")
        let closed = try ClosedPort()
        let none = try await Fedctl.run(["tls", "127.0.0.1:\(closed.port)", "--pem"])
        #expect(none.status == 2 && none.out.isEmpty, "\(none)")
    }

    @Test("A closed port and a silent peer give no answer to judge", .timeLimit(.minutes(1)))
    func noAnswer() async throws {
        let closed = try ClosedPort()
        let run = try await Fedctl.run(["tls", "127.0.0.1:\(closed.port)"])
        #expect(run.status == 2, "\(run)")
        #expect(run.out.contains("  connection refused\n"), "\(run)")
        let listener = try SilentListener()
        let silent = try await Fedctl.run([
            "tls", "127.0.0.1:\(listener.port)", "--timeout", "0.5",
        ])
        #expect(silent.status == 2, "\(silent)")
        #expect(silent.out.contains("fail  tls.handshake"), "\(silent)")
    }
}
