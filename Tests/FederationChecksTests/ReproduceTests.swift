import FederationChecks
import FederationCore
import Findings
import TestSupport
import Testing

@Suite("Commands that reproduce a finding")
struct ReproduceTests {
    private static func commands(_ scene: Scene) async throws -> [CheckID: String] {
        try await scene.run().findings.reduce(into: [:]) { $0[$1.check] = $1.reproduce }
    }

    @Test("curl goes to the address, with name and Host as a peer has them")
    func curl() async throws {
        let commands = try await Self.commands(Scene())
        #expect(
            commands["version.answer"]
                == "curl -sS -i --connect-to matrix.example.org:443:198.51.100.7:443 "
                + "-H 'Host: matrix.example.org:443' "
                + "https://matrix.example.org/_matrix/federation/v1/version")
        #expect(
            commands["well-known.reachable"]
                == "curl -sS -i https://example.org/.well-known/matrix/server")
        #expect(
            commands["tls.chain"]
                == "openssl s_client -connect 198.51.100.7:443 -servername matrix.example.org "
                + "-showcerts </dev/null")
        #expect(commands["dns.addresses"] == "dig @192.0.2.53 -q matrix.example.org -t A")
    }

    @Test("The files of authorities are named as the user did, quoted where a shell wants it")
    func authorities() async throws {
        var scene = Scene()
        scene.options.authorityFiles = ["my ca.pem"]
        let commands = try await Self.commands(scene)
        #expect(commands["version.answer"]?.contains(" --cacert 'my ca.pem' ") == true)
        #expect(commands["tls.chain"]?.contains(" -CAfile 'my ca.pem' ") == true)
        scene.options.authorityFiles = ["a.pem", "b'.pem"]
        #expect(
            try await Self.commands(scene)["version.answer"]?
                .contains(#" --cacert <(cat a.pem 'b'\''.pem') "#) == true)
    }

    @Test("Overrides are in the commands, those of the well-known request too")
    func overrides() async throws {
        var scene = Scene()
        scene.connectOverrides = [
            ConnectOverride(host: nil, port: 443, newHost: "127.0.0.1", newPort: 8443)
        ]
        let commands = try await Self.commands(scene)
        #expect(
            commands["well-known.reachable"]
                == "curl -sS -i --connect-to example.org:443:127.0.0.1:8443 "
                + "https://example.org/.well-known/matrix/server")
        #expect(
            commands["version.answer"]?
                .contains("--connect-to matrix.example.org:8443:127.0.0.1:8443") == true)
    }

    @Test("An address needs no override and sends no SNI")
    func address() async throws {
        var scene = Scene()
        scene.name = "[2001:db8::9]:8448"
        let commands = try await Self.commands(scene)
        #expect(
            commands["version.answer"]
                == "curl -sS -i 'https://[2001:db8::9]:8448/_matrix/federation/v1/version'")
        #expect(
            commands["tls.name"] == nil || commands["tls.name"]?.contains("-noservername") == true)
    }

    @Test("Without verification, curl does not verify either")
    func insecure() async throws {
        var scene = Scene()
        scene.verifiesCertificates = false
        scene.options.authorityFiles = ["ca.pem"]
        let commands = try await Self.commands(scene)
        #expect(commands["version.answer"]?.hasPrefix("curl -sS -i -k --connect-to ") == true)
    }

    @Test(
        "A name that a remote name server chose is quoted, and no option",
        arguments: [
            ("<(touch${IFS}/tmp/x).example.org", "'<(touch${IFS}/tmp/x).example.org'"),
            ("$(id).example.org", "'$(id).example.org'"), ("`id`.x", "'`id`.x'"),
            ("a'b.example.org", #"'a'\''b.example.org'"#), ("~root.x", "'~root.x'"),
            ("-f.example.org", "-f.example.org"), ("@evil.x", "@evil.x"),
        ])
    func hostileNames(target: String, word: String) async throws {
        var scene = Scene()
        scene.wellKnown = .status(404)
        scene.names[DNSQuestion("_matrix-fed._tcp.example.org", .srv)] = .services(
            "1 1 443 \(target)")
        scene.names[DNSQuestion(target, .a)] = .addresses("198.51.100.7")
        scene.names[DNSQuestion(target, .aaaa)] = .noData
        let commands = try await Self.commands(scene)
        #expect(commands["dns.addresses"] == "dig @192.0.2.53 -q \(word) -t A")
    }
}
