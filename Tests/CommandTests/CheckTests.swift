import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl check")
struct CheckTests {
    @Test("A server whose authority is given passes, and the last line says so")
    func passes() async throws {
        let peer = try await ServedPeer()
        let run = try await Fedctl.run(["check", peer.name, "--ca", peer.authorityFile])
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        #expect(run.out.hasPrefix("\(peer.name)\n\ndiscovery\n  pass  name.grammar"), "\(run)")
        let last = try #require(run.out.split(separator: "\n").last)
        #expect(last.hasPrefix("\(peer.name) passes: "), "\(run)")
        let quiet = try await Fedctl.run([
            "check", peer.name, "--ca", peer.authorityFile, "--quiet",
        ])
        #expect(quiet.out.split(separator: "\n").count == 1, "\(quiet)")
    }

    @Test("Without its authority the chain fails, and the keys are judged all the same")
    func untrusted() async throws {
        let peer = try await ServedPeer()
        let run = try await Fedctl.run(["check", peer.name, "--json"])
        #expect(run.status == 1, "\(run)")
        let report = try Schema.hold(run.out, to: "fedctl.check/1")
        #expect(Self.verdict(of: "tls.chain", in: report) == "fail")
        #expect(Self.verdict(of: "tls.name", in: report) == "pass")
        #expect(Self.verdict(of: "keys.signature", in: report) == "pass")
        let insecure = try await Fedctl.run(["check", peer.name, "--insecure", "--json"])
        #expect(insecure.status == 0, "\(insecure)")
        let softened = try Schema.hold(insecure.out, to: "fedctl.check/1")
        #expect(Self.verdict(of: "tls.chain", in: softened) == "warn")
        let strict = try await Fedctl.run(["check", peer.name, "--insecure", "--fail-on", "warn"])
        #expect(strict.status == 1, "\(strict)")
    }

    @Test("A closed port gives no answer to judge")
    func closed() async throws {
        let closed = try ClosedPort()
        let run = try await Fedctl.run(["check", "127.0.0.1:\(closed.port)"])
        #expect(run.status == 2, "\(run)")
        #expect(run.out.contains("fail  tcp.connect"), "\(run)")
        #expect(run.out.contains("skip  tls.chain"), "\(run)")
    }

    @Test("A well-known document leads to the server that it names")
    func delegated() async throws {
        let peer = try await ServedPeer(
            ["--name", "delegating.test", "--well-known", "hs.delegating.test:8448"])
        let run = try await Fedctl.run([
            "check", "delegating.test", "--ca", peer.authorityFile, "--connect-to",
            "delegating.test:443:\(peer.address)", "--connect-to",
            "hs.delegating.test:8448:\(peer.address)", "--json",
        ])
        #expect(run.status == 0, "\(run)")
        let report = try Schema.hold(run.out, to: "fedctl.check/1")
        #expect(Self.verdict(of: "well-known.delegation", in: report) == "pass")
        #expect(Self.verdict(of: "srv.lookup", in: report) == "skip")
        #expect(Self.verdict(of: "keys.server-name", in: report) == "pass")
    }

    @Test("Where only a proxy reaches the server, handshakes and requests go through it")
    func proxied() async throws {
        let peer = try await ServedPeer(["--name", "proxied.test:8448"])
        let port = try #require(peer.address.split(separator: ":").last.flatMap { UInt16($0) })
        let proxy = try ScriptedTCPServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
            connection.relay(to: port)
        }
        let common = [
            peer.name, "--ca", peer.authorityFile, "--connect-to",
            "proxied.test:8448:192.0.2.7:8448", "--json",
        ]
        let url = "http://127.0.0.1:\(proxy.port)"
        let run = try await Fedctl.run(["check"] + common + ["--proxy", url])
        #expect(run.status == 0, "\(run)")
        let report = try Schema.hold(run.out, to: "fedctl.check/1")
        #expect(Self.verdict(of: "tls.chain", in: report) == "pass")
        #expect(Self.verdict(of: "tls.version", in: report) == "pass")
        #expect(Self.verdict(of: "keys.signature", in: report) == "pass")
        let tls = try await Fedctl.run(["tls"] + common + ["--proxy", url])
        #expect(tls.status == 0, "\(tls)")
        let asked = proxy.requests.map { String(decoding: $0.prefix(22), as: UTF8.self) }
        #expect(asked.count > 6 && Set(asked) == ["CONNECT 192.0.2.7:8448"])
        for command in ["check", "tls"] {
            let other = try await Fedctl.run([command] + common + ["--proxy", "socks5://x:1"])
            #expect(other.status == 64 && other.err.contains("socks5"), "\(other)")
        }
    }

    @Test("--only and --without choose what is reported, and a name that is none is a usage error")
    func selection() async throws {
        let peer = try await ServedPeer()
        let common = ["check", peer.name, "--ca", peer.authorityFile, "--json"]
        let only = try await Fedctl.run(common + ["--only", "version.answer"])
        let report = try Schema.hold(only.out, to: "fedctl.check/1")
        #expect(Self.identifiers(in: report) == ["version.answer"], "\(only)")
        let without = try await Fedctl.run(common + ["--without", "version.answer"])
        let rest = try Schema.hold(without.out, to: "fedctl.check/1")
        #expect(!Self.identifiers(in: rest).contains("version.answer"), "\(without)")
        #expect(try await Fedctl.run(common + ["--only", "no.such"]).status == 64)
    }

    @Test("A sweep prints an object a line; a name that cannot be one is a finding")
    func sweep() async throws {
        let first = try await ServedPeer()
        let second = try await ServedPeer()
        let folder = try TemporaryFolder()
        let list = try folder.write(
            "servers", "# two servers\n\(first.name)\nexample.org:x\n\n\(second.name)\n")
        let common = ["check", "--from", list, "--ca", first.authorityFile]
        let run = try await Fedctl.run(common + ["--format", "ndjson"])
        let lines = run.out.split(separator: "\n").map(String.init)
        #expect(run.status == 1 && lines.count == 3, "\(run)")
        for line in lines { try Schema.hold(line, to: "fedctl.check/1") }
        let object = try await Fedctl.run(common + ["--json"])
        #expect(object.status == 1, "\(object)")
        try Schema.hold(object.out, to: "fedctl.sweep/1")
        let text = try await Fedctl.run(common)
        let last = try #require(text.out.split(separator: "\n").last)
        #expect(last.hasPrefix("3 servers: "), "\(text)")
        #expect(text.out.contains("\nSERVER "), "\(text)")
        #expect(text.out.contains("name.grammar"), "\(text)")
    }

    @Test("--report writes files beside the result, and --verbose talks on standard error only")
    func reports() async throws {
        let peer = try await ServedPeer()
        let folder = try TemporaryFolder()
        let run = try await Fedctl.run([
            "check", peer.name, "--ca", peer.authorityFile, "--verbose", "--report",
            "json=\(folder.path)/report.json", "--report", "text=\(folder.path)/report.txt",
        ])
        #expect(run.status == 0 && run.err.contains("> GET /_matrix/key/v2/server"), "\(run)")
        let json = String(decoding: try folder.read("report.json"), as: UTF8.self)
        try Schema.hold(json, to: "fedctl.check/1")
        #expect(String(decoding: try folder.read("report.txt"), as: UTF8.self) == run.out)
    }

    @Test(
        "A peer that says nothing costs no more than the limit of a step", .timeLimit(.minutes(1)))
    func silent() async throws {
        let listener = try SilentListener()
        let run = try await Fedctl.run(["check", "127.0.0.1:\(listener.port)", "--timeout", "0.5"])
        #expect(run.status == 2, "\(run)")
        #expect(run.out.contains("fail  tls.handshake"), "\(run)")
    }

    @Test("The deadline ends the command, and what was not judged is skipped")
    func deadline() async throws {
        let listener = try SilentListener()
        let start = Date()
        let run = try await Fedctl.run([
            "check", "127.0.0.1:\(listener.port)", "--timeout", "50", "--deadline", "0.5",
        ])
        #expect(run.status == 2, "\(run)")
        #expect(Date().timeIntervalSince(start) < 20)
        #expect(run.err.contains("the deadline came first"), "\(run)")
        #expect(run.out.contains("skip  tls.chain"), "\(run)")
    }

    @Test(
        "A signal ends the run, and prints what is known: the servers that were done, and the rest",
        .timeLimit(.minutes(1)), arguments: [SIGINT, SIGTERM])
    func interrupted(number: Int32) async throws {
        let listener = try SilentListener()
        let peer = try await ServedPeer()
        let run = try await Fedctl.run(
            [
                "check", "127.0.0.1:\(listener.port)", peer.name, "--ca", peer.authorityFile,
                "--timeout", "50",
            ], limit: 30, signal: (number, 4))
        #expect(run.status == 130, "\(run)")
        #expect(run.err.contains("fedctl: interrupted"), "\(run)")
        #expect(run.out.contains("skip  tls.chain               interrupted"), "\(run)")
        #expect(run.out.contains("pass  tls.chain") && run.out.contains("2 servers: "), "\(run)")
    }

    static func verdict(of check: String, in report: JSONValue) -> String? {
        findings(in: report).first { $0["id"] == .string(check) }
            .flatMap { text(of: "verdict", in: $0) }
    }

    static func text(of member: String, in finding: JSONValue) -> String? {
        if case .string(let text)? = finding[member] { text } else { nil }
    }

    private static func identifiers(in report: JSONValue) -> [String] {
        findings(in: report).compactMap { text(of: "id", in: $0) }
    }

    static func findings(in report: JSONValue) -> [JSONValue] {
        guard case .array(let findings)? = report["checks"] else { return [] }
        return findings
    }
}
