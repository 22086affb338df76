import Certificates
import FederationCore
import FoundationEssentials
import MatrixJSON
import TestHomeserver
import Testing
import Transport

@Suite("Several servers in one process")
struct VirtualServerTests {
    @Test("The TLS name chooses the certificate, and Host the server")
    func names() async throws {
        try await TestBed.run { bed in
            for (host, tlsName, server) in [
                ("one.test", "one.test", "one.test"), ("two.test", "two.test", "two.test"),
                ("TWO.test", "two.test", "two.test"), ("two.test:8448", "two.test", "two.test"),
                ("matrix.one.test:443", "matrix.one.test", "one.test"),
                ("elsewhere.test", "two.test", "two.test"), ("two.test", "one.test", "two.test"),
            ] {
                let response = try await bed.ask(
                    "GET", "/_matrix/key/v2/server", host: host, tlsName: tlsName)
                #expect(response.json["server_name"] == .string(server), "\(host) \(tlsName)")
            }
            #expect(bed.journal.records.first?.tlsName == "one.test")
            #expect(bed.journal.requests.first?.server.description == "one.test")
        }
    }

    @Test("A client that does not believe the certificate is in the journal")
    func refusedCertificate() async throws {
        try await TestBed.run { bed in
            let others = try CertificateAuthority.throwAway(now: TestBed.now)
            let transport = CurlTransport(
                trust: try TrustStore(systemRoots: false, additional: [others.certificatePEM]))
            let route = HTTPRoute(
                address: IPAddress(127, 0, 0, 1), port: bed.running.port,
                tlsName: .name("two.test"))
            await #expect(throws: HTTPExchangeError.self) {
                try await transport.exchange(
                    HTTPRequest(method: "GET", target: "/", hostHeader: "two.test"), over: route,
                    limits: HTTPLimits())
            }
            guard case .handshake(let reason) = try await bed.journal.firstFailure() else {
                Issue.record("the journal has no failed handshake")
                return
            }
            #expect(reason == "the peer does not trust the certificate (alert unknown_ca)")
            #expect(bed.journal.records.first?.tlsName == "two.test")
        }
    }

    @Test("A client that leaves after the handshake is in the journal")
    func refusedName() async throws {
        try await TestBed.run { bed in
            await #expect(throws: HTTPExchangeError.self) {
                try await bed.ask("GET", "/", host: "three.test")
            }
            let failure = try await bed.journal.firstFailure()
            #expect(failure == .noRequest)
            #expect(bed.journal.records.first?.tlsName == "three.test")
        }
    }

    @Test(
        "What is no handshake ends without an answer, and the next client is served",
        arguments: ["GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{2}ab", "x"])
    func noHandshake(text: String) async throws {
        try await TestBed.run(limits: ServerLimits(idleTimeout: .milliseconds(500))) { bed in
            let result = await RawClient(port: bed.running.port).send(text)
            #expect(result.isClosed)
            #expect(result.statuses.count { $0 == "200" } == 0)
            // No dump of the TLS library, with places in its source.
            let words = bed.journal.failures.map(\.description).joined()
            #expect(!words.contains("Error") && !words.contains(".cc"), "\(words)")
            let next = try await bed.ask("GET", "/_matrix/federation/v1/version")
            #expect(next.status == 200)
        }
    }

    @Test("A handshake that is begun and not finished is told as one", arguments: [false, true])
    func unfinishedHandshake(halfCloses: Bool) async throws {
        try await TestBed.run(limits: ServerLimits(idleTimeout: .milliseconds(500))) { bed in
            let result = await RawClient(port: bed.running.port).send(
                [0x16, 3, 1, 2, 0, 1, 0], halfCloses: halfCloses)
            #expect(result.isClosed && result.text.isEmpty)
            let failure = try await bed.journal.firstFailure()
            #expect(failure == .handshake("it was not finished"))
        }
    }

    @Test("A certificate is made for the name, the aliases and what the name is delegated to")
    func certificateNames() throws {
        var server = VirtualServer(
            name: try ServerName(parsing: "one.test:8448"), signingKey: try TestBed.key(1),
            aliases: ["127.0.0.1", "[::1]:5", "one.test"],
            wellKnown: WellKnownAnswer(server: "matrix.one.test:443"))
        #expect(server.certificateNames == ["one.test", "127.0.0.1", "::1", "matrix.one.test"])
        server.wellKnown = WellKnownAnswer(server: "no server name")
        #expect(server.certificateNames == ["one.test", "127.0.0.1", "::1"])
        let authority = try CertificateAuthority.throwAway(now: TestBed.now)
        try server.takeCertificate(from: authority, now: TestBed.now)
        let identity = try #require(server.tlsIdentity)
        let leaf = try #require(try CertificateFacts.reading(pem: identity.chain).first)
        #expect(leaf.dnsNames == ["one.test"])
        #expect(leaf.ipAddresses == ["127.0.0.1", "::1"])
        #expect(leaf.issuer == authority.certificate.subject)
    }

    @Test("The authority of a directory is made once, and the same from then on")
    func keptAuthority() throws {
        let directory = FileManager.default.temporaryDirectory.path + "/fedctl-ca-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let first = try CertificateAuthority.kept(in: directory, now: TestBed.now)
        let second = try CertificateAuthority.kept(in: directory, now: TestBed.now)
        #expect(first.certificate == second.certificate)
        try FileManager.default.removeItem(atPath: directory + "/ca.key")
        #expect(throws: CertificateAuthorityError.self) {
            try CertificateAuthority.kept(in: directory, now: TestBed.now)
        }
        #expect(throws: CertificateAuthorityError.self) {
            try CertificateAuthority.kept(in: directory + "/not/there", now: TestBed.now)
        }
    }

    @Test("An authority that is thrown away is another one each time")
    func throwAway() throws {
        let first = try CertificateAuthority.throwAway(now: TestBed.now)
        let second = try CertificateAuthority.throwAway(now: TestBed.now)
        #expect(first.certificate != second.certificate)
        #expect(first.certificate.isAuthority)
    }
}
