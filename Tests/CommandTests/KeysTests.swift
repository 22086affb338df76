import Foundation
import MatrixJSON
import Testing

@Suite("fedctl keys and json sign")
struct KeysTests {
    @Test("A key is made once, readable by its owner only, and never written over")
    func generates() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/signing.key"
        let run = try await Fedctl.run(["keys", "generate", file])
        #expect(run.status == 0 && run.out.hasPrefix("wrote \(file) (mode 0600)\n"), "\(run)")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let before = try folder.read("signing.key")
        let again = try await Fedctl.run(["keys", "generate", file])
        #expect(again.status == 65 && again.out.isEmpty, "\(again)")
        #expect(again.err.hasPrefix("fedctl: \(file): the file exists\n"), "\(again)")
        #expect(try folder.read("signing.key") == before)
    }

    @Test(
        "A key survives every format, and only convert prints it",
        arguments: ["synapse", "dendrite", "seed", "pkcs8"])
    func converts(format: String) async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/signing.key"
        #expect(try await Fedctl.run(["keys", "generate", file]).status == 0)
        let shown = try await Fedctl.run(["keys", "show", file, "--json"])
        let listing = try Schema.hold(shown.out, to: "fedctl.key-file/1")
        let converted = try await Fedctl.run(["keys", "convert", file, "--to", format])
        #expect(converted.status == 0, "\(converted)")
        let other = try folder.write("other", converted.out)
        let reread = try await Fedctl.run(["keys", "show", other, "--json"])
        let second = try Schema.hold(reread.out, to: "fedctl.key-file/1")
        #expect(second["keys"] == listing["keys"] && second["format"] == .string(format))
        let secret = String(decoding: try folder.read("signing.key"), as: UTF8.self)
            .split(separator: " ")[2].trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(!shown.out.contains(secret) && !shown.err.contains(secret))
    }

    @Test("A document that fedctl makes verifies, and one that was changed does not")
    func documents() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/signing.key"
        #expect(try await Fedctl.run(["keys", "generate", file]).status == 0)
        let made = try await Fedctl.run(["keys", "document", "--as", "a.example", "--key", file])
        #expect(made.status == 0, "\(made)")
        let good = try await Fedctl.run(["keys", "verify", "--json"], input: made.out)
        #expect(good.status == 0, "\(good)")
        try Schema.hold(good.out, to: "fedctl.keys/1")
        let changed = made.out.replacingOccurrences(of: "a.example", with: "b.example")
        let bad = try await Fedctl.run(["keys", "verify"], input: changed)
        #expect(bad.status == 1 && bad.out.contains("fail  keys.signature"), "\(bad)")
        let other = try await Fedctl.run(
            ["keys", "verify", "--server", "c.example"], input: made.out)
        #expect(other.status == 1 && other.out.contains("fail  keys.server-name"), "\(other)")
        let none = try await Fedctl.run(["keys", "verify"], input: "no document")
        #expect(none.status == 65, "\(none)")
    }

    @Test("A notary is judged beside the server's own document, and one that has nothing fails")
    func queries() async throws {
        let peer = try await ServedPeer()
        let common = ["--via", peer.name, "--ca", peer.authorityFile]
        let own = try await Fedctl.run(["keys", "query", peer.name] + common + ["--json"])
        #expect(own.status == 0, "\(own)")
        let report = try Schema.hold(own.out, to: "fedctl.notaries/1")
        #expect(report["verdict"] == "pass", "\(own)")
        let other = try await Fedctl.run(
            ["keys", "query", "other.test:8448", "--connect-to", "other.test:8448:\(peer.address)"]
                + common)
        #expect(other.status == 1 && other.out.contains("fail  notary.view"), "\(other)")
    }

    @Test("The files for a static host are where a server would be asked for them")
    func staticHost() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/signing.key"
        #expect(try await Fedctl.run(["keys", "generate", file]).status == 0)
        let run = try await Fedctl.run([
            "keys", "document", "--as", "a.example", "--key", file, "--output",
            folder.path + "/www", "--well-known", "hs.a.example:443",
        ])
        #expect(run.status == 0 && run.out.isEmpty, "\(run)")
        let wellKnown = try folder.read("www/.well-known/matrix/server")
        #expect(String(decoding: wellKnown, as: UTF8.self) == #"{"m.server":"hs.a.example:443"}"#)
        let document = try folder.read("www/_matrix/key/v2/server")
        let verified = try await Fedctl.run(
            ["keys", "verify"], input: String(decoding: document, as: UTF8.self))
        #expect(verified.status == 0, "\(verified)")
    }

    @Test("keys fetch judges what a server publishes, and --raw prints its bytes")
    func fetches() async throws {
        let peer = try await ServedPeer()
        let trust = ["--ca", peer.authorityFile]
        let run = try await Fedctl.run(["keys", "fetch", peer.name] + trust)
        #expect(run.status == 0 && run.out.hasPrefix("\(peer.name), valid until "), "\(run)")
        #expect(run.out.contains("  good  "), "\(run)")
        let raw = try await Fedctl.run(["keys", "fetch", peer.name, "--raw"] + trust)
        let verified = try await Fedctl.run(
            ["keys", "verify", "--server", peer.name], input: raw.out)
        #expect(verified.status == 0, "\(verified)")
        let untrusted = try await Fedctl.run(["keys", "fetch", peer.name])
        #expect(untrusted.status == 2 && untrusted.out.isEmpty, "\(untrusted)")
        #expect(untrusted.err.contains("--ca FILE"), "\(untrusted)")
        let folder = try TemporaryFolder()
        let file = try folder.write("a b.json", raw.out)
        let other = try await Fedctl.run(["keys", "verify", "--server", "other.example", file])
        #expect(other.status == 1 && other.out.contains("cat -- '\(file)' | jq"), "\(other)")
        let failure = try await Fedctl.run(["keys", "fetch", peer.name, "--json"])
        #expect(failure.status == 2, "\(failure)")
        try Schema.hold(failure.out, to: "fedctl.error/1")
    }

    @Test("The specification's object signature comes out, and verifies with the given key only")
    func signs() async throws {
        let folder = try TemporaryFolder()
        let seed = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
        let key = try folder.write("spec.key", "ed25519 1 \(seed)\n")
        chmod(key, 0o600)
        let run = try await Fedctl.run(
            ["json", "sign", "--as", "domain", "--key", key], input: #"{"one":1,"two":"Two"}"#)
        let expected =
            #"{"one":1,"signatures":{"domain":{"ed25519:1":"KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA"#
            + #"2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw"}},"two":"Two"}"#
        #expect(run.status == 0 && run.out == expected && run.err.isEmpty, "\(run)")
        let trust = [
            "--verify-key", "domain,ed25519:1,XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI",
        ]
        let good = try await Fedctl.run(["json", "verify"] + trust, input: run.out)
        #expect(good.status == 0 && good.out == "pass  domain ed25519:1 verifies\n", "\(good)")
        let changed = run.out.replacingOccurrences(of: "Two\"}", with: "Too\"}")
        let bad = try await Fedctl.run(["json", "verify"] + trust, input: changed)
        #expect(bad.status == 1 && bad.out.hasPrefix("fail  domain ed25519:1"), "\(bad)")
        let unsigned = try await Fedctl.run(["json", "verify"] + trust, input: "{}")
        #expect(unsigned.status == 1, "\(unsigned)")
        let unknown = try await Fedctl.run(["json", "verify", "--json"], input: run.out)
        #expect(unknown.status == 2, "\(unknown)")
        try Schema.hold(unknown.out, to: "fedctl.signatures/1")
    }

    @Test("json sign and json verify keep the order of lines, and name the bad ones in their place")
    func lines() async throws {
        let folder = try TemporaryFolder()
        let key = folder.path + "/k"
        #expect(try await Fedctl.run(["keys", "generate", key]).status == 0)
        let signed = try await Fedctl.run(
            ["json", "sign", "--as", "a.example", "--key", key, "--ndjson"],
            input: "{\"n\":1}\n[]\n{\"n\":2}\n")
        let lines = signed.out.split(separator: "\n").map(String.init)
        #expect(signed.status == 1 && lines.count == 3, "\(signed)")
        #expect(lines[0].hasPrefix("{\"n\":1,") && lines[2].hasPrefix("{\"n\":2,"), "\(signed)")
        #expect(lines[1].hasPrefix("error: "), "\(signed)")
        let document = try await Fedctl.run(["keys", "document", "--as", "a.example", "--key", key])
        let keys = try folder.write("keys.json", document.out)
        let verified = try await Fedctl.run(
            ["json", "verify", "--keys", keys, "--ndjson"], input: signed.out)
        let verdicts = verified.out.split(separator: "\n").map { $0.prefix(5) }
        #expect(verdicts == ["pass ", "error", "pass "] && verified.status == 1, "\(verified)")
    }
}
