import Certificates
import FederationCore
import FoundationEssentials
import TLSInspection
import TestSupport
import Testing

@Suite("Handshakes")
struct HandshakeTests {
    let samples: Samples

    init() throws {
        samples = try Samples()
    }

    @Test("A good server shows its version, suite, group, protocol and chain, and no error")
    func good() async throws {
        var options = ScriptedTLSOptions()
        options.applicationProtocols = ["http/1.1"]
        let server = try samples.server(options)
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.version == "TLS 1.3")
        #expect(result.cipherSuite == "TLS_AES_256_GCM_SHA384")
        #expect(result.group == "X25519")
        #expect(result.applicationProtocol == "http/1.1")
        #expect(result.chain.map(\.commonName) == ["localhost"])
        #expect(result.verificationErrors.isEmpty)
        #expect(result.handshakeMilliseconds > 0)
    }

    @Test("A server of TLS 1.2 alone is seen as that")
    func onlyTLS12() async throws {
        var options = ScriptedTLSOptions()
        options.highestVersion = .tls12
        let server = try samples.server(options)
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.version == "TLS 1.2")
        #expect(result.cipherSuite == "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
        #expect(result.group == "X25519")
        #expect(result.applicationProtocol == nil)
        #expect(result.verificationErrors.isEmpty)

        var request = TLSProbeRequest.local(server.port)
        request.onlyVersion = .tls13
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(request)
        }
        #expect(error?.phase == .handshake)
        #expect(
            error?.reason == "the peer refused the handshake: protocol version (alert 70)")
    }

    @Test(
        "Timestamps of transparency logs are counted where they come from",
        arguments: [TLSVersion.tls12, .tls13])
    func timestamps(version: TLSVersion) async throws {
        // One timestamp of version 1: a log, a time, no extensions, a signature of ECDSA with SHA-256.
        let timestamp =
            [0] + [UInt8](repeating: 7, count: 32) + [0, 0, 1, 0x8B, 0xCF, 0xE5, 0x68, 0]
            + [0, 0, 4, 3, 0, 2, 1, 1]
        let entry = [0, UInt8(timestamp.count)] + timestamp
        var options = ScriptedTLSOptions()
        options.highestVersion = version
        options.timestampList = [0, UInt8(2 * entry.count)] + entry + entry
        let server = try samples.server(options)
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.handshakeTimestamps == 2 && result.stapledTimestamps == 0)
        #expect(result.verificationErrors.isEmpty, "a log that nobody knows is no error")

        options.timestampList = [0, 200, 1, 2, 3]
        let broken = try samples.server(options)
        let unread = try await samples.inspector.probe(.local(broken.port))
        #expect(unread.handshakeTimestamps == 0)
        #expect(unread.verificationErrors.isEmpty)

        options.timestampList = nil
        options.stapledAnswer = try ProjectFile.bytes(
            "Fixtures/certificates/stapled-timestamp.der")
        let stapling = try samples.server(options)
        let stapled = try await samples.inspector.probe(.local(stapling.port))
        #expect(stapled.handshakeTimestamps == 0 && stapled.stapledTimestamps == 1)

        options.stapledAnswer = [1, 2, 3]
        let nonsense = try samples.server(options)
        let unstapled = try await samples.inspector.probe(.local(nonsense.port))
        #expect(unstapled.stapledTimestamps == 0)
        #expect(unstapled.verificationErrors.isEmpty)
    }

    @Test("Each version can be offered alone", arguments: TLSVersion.allCases)
    func versions(version: TLSVersion) async throws {
        var options = ScriptedTLSOptions()
        options.lowestVersion = .tls10
        let server = try samples.server(options)
        var request = TLSProbeRequest.local(server.port)
        request.onlyVersion = version
        let result = try await samples.inspector.probe(request)
        #expect(result.version == version.rawValue)
    }

    @Test("TLS 1.0 and 1.1 are not offered unasked", arguments: [TLSVersion.tls10, .tls11])
    func oldVersions(version: TLSVersion) async throws {
        var options = ScriptedTLSOptions()
        options.lowestVersion = version
        options.highestVersion = version
        let server = try samples.server(options)
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(server.port))
        }
        #expect(error?.phase == .handshake)
    }

    @Test("Without SNI the server's other certificate is seen")
    func withoutServerName() async throws {
        var options = ScriptedTLSOptions()
        options.withoutServerName = try samples.root.issue(samples.request("default.example"))
        let server = try samples.server(options)
        var request = TLSProbeRequest.local(server.port)
        #expect(try await samples.inspector.probe(request).chain[0].commonName == "localhost")
        request.sendsServerNameIndication = false
        let other = try await samples.inspector.probe(request)
        #expect(other.chain[0].commonName == "default.example")
        #expect(other.verificationErrors.map(\.kind) == [.wrongName])
    }

    @Test(
        "A server at an IP address is verified for that address, and gets no SNI",
        arguments: [IPAddress.loopback, .v6Loopback])
    func addresses(address: IPAddress) async throws {
        var options = ScriptedTLSOptions()
        options.withoutServerName = try samples.root.issue(
            samples.request("127.0.0.1", "::1"))
        let server = try samples.server(options, on: address)
        let request = TLSProbeRequest(
            address: address, port: server.port, name: .address(address))
        let result = try await samples.inspector.probe(request)
        #expect(result.chain[0].ipAddresses == ["127.0.0.1", "::1"])
        #expect(result.verificationErrors.isEmpty)
    }

    @Test("A dot at the end of a name is neither sent nor compared")
    func trailingDot() async throws {
        let server = try samples.server()
        let result = try await samples.inspector.probe(
            .local(server.port, for: .name("localhost.")))
        #expect(result.verificationErrors.isEmpty)
    }

    @Test("The end of the chain is named, and whether the user added it")
    func anchor() async throws {
        let server = try samples.server()
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.anchor == TrustAnchor(name: "Test Root", isAdded: true))
        let trusting = TLSInspector(trust: try samples.trustOfASystem())
        let other = try await trusting.probe(.local(server.port))
        #expect(other.anchor == TrustAnchor(name: "Test Root", isAdded: false))
        let distrusting = TLSInspector(trust: try TrustStore(systemRoots: nil))
        #expect(try await distrusting.probe(.local(server.port)).anchor == nil)
    }

    @Test("A probe that does not read certificates verifies nothing")
    func withoutCertificates() async throws {
        let server = try samples.server(
            CertificateAuthority.selfSigned(samples.request("other.example")))
        var request = TLSProbeRequest.local(server.port)
        request.readsCertificates = false
        let result = try await samples.inspector.probe(request)
        #expect(result.version == "TLS 1.3")
        #expect(result.chain.isEmpty && result.verificationErrors.isEmpty && result.anchor == nil)
    }

    @Test("A cipher that nobody should accept is agreed on where it is asked for, only then")
    func weakCipher() async throws {
        var options = ScriptedTLSOptions()
        options.highestVersion = .tls12
        options.cipherList = "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"
        options.signatureAlgorithms = "ECDSA+SHA1"
        let server = try samples.server(options)
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(server.port))
        }
        #expect(error?.phase == .handshake)
        var request = TLSProbeRequest.local(server.port)
        request.offersWeakAlgorithms = true
        let result = try await samples.inspector.probe(request)
        #expect(result.cipherSuite == "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")
    }

    @Test("A server that asks for a client certificate is known by it", arguments: [false, true])
    func clientCertificate(asks: Bool) async throws {
        var options = ScriptedTLSOptions()
        options.asksForClientCertificate = asks
        let server = try samples.server(options)
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.asksForClientCertificate == asks)
    }

    @Test("A server that refuses who has no client certificate is known by it too")
    func requiredClientCertificate() async throws {
        var options = ScriptedTLSOptions()
        options.requiresClientCertificate = true
        options.highestVersion = .tls12
        let server = try samples.server(options)
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(server.port))
        }
        #expect(error?.phase == .handshake)
        #expect(error?.asksForClientCertificate == true)
    }

    @Test("64 handshakes at once, and as many in the queue, all come to their end")
    func many() async throws {
        let server = try samples.server()
        try await withThrowingTaskGroup(of: TLSProbeResult.self) { group in
            for _ in 0..<128 {
                group.addTask { try await samples.inspector.probe(.local(server.port)) }
            }
            for try await result in group { #expect(result.verificationErrors.isEmpty) }
        }
    }
}
