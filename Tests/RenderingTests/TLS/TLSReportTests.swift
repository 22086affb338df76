import Certificates
import FederationChecks
import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON
import Rendering
import ServerDiscovery
import TestSupport
import Testing

@Suite("TLS reports")
struct TLSReportTests {
    private static let now = Date(timeIntervalSince1970: 1_795_355_165)

    private static func certificate(
        _ name: String, issuer: String, days: ClosedRange<Double>, names: [String] = []
    ) -> CertificateFacts {
        CertificateFacts(
            subject: "CN=\(name)", commonName: name, issuer: issuer, dnsNames: names,
            notBefore: now.addingTimeInterval(days.lowerBound * 86_400),
            notAfter: now.addingTimeInterval(days.upperBound * 86_400), publicKey: "EC P-256",
            signatureAlgorithm: "ecdsa-with-SHA384", isAuthority: names.isEmpty,
            sha256: name == "x" ? "cd34" : "ab12", serialNumber: "01",
            signedTimestamps: names.isEmpty ? 0 : 2)
    }

    private static let leaf = certificate(
        "matrix.example.org", issuer: "CN=R11", days: -81...9.5, names: ["matrix.example.org"])
    private static let issuer = certificate("R11", issuer: "CN=Root", days: -900...400)

    private static func result(
        _ chain: [CertificateFacts], _ kinds: [Int] = []
    ) -> TLSProbeResult {
        TLSProbeResult(
            version: "TLS 1.3", cipherSuite: "TLS_AES_256_GCM_SHA384", group: "X25519",
            applicationProtocol: "http/1.1", chain: chain,
            verificationErrors: kinds.map {
                CertificateVerificationError(code: $0, depth: 0, subject: "CN=matrix\u{1B}[2J")
            },
            anchor: kinds.isEmpty ? TrustAnchor(name: "Root", isAdded: false) : nil,
            connectMilliseconds: 12, handshakeMilliseconds: 61)
    }

    private static func report(
        _ handshake: Result<TLSProbeResult, TLSProbeError>,
        change: (inout TLSDestinationReport) -> Void = { _ in }
    ) throws -> TLSReport {
        let address = IPAddress(198, 51, 100, 7)
        let destination = Destination(
            address: address, port: 443, tlsName: .name("matrix.example.org"),
            hostHeader: "matrix.example.org:443", specStep: "3.2")
        var place = TLSDestinationReport(destination: destination, handshake: handshake)
        change(&place)
        let name = try ServerName(parsing: "example.org")
        return TLSReport(
            target: "example.org", startedAt: now, durationMilliseconds: 84,
            discovery: DiscoveryResult(
                serverName: name, specStep: "3.2", destinations: [destination],
                tlsName: destination.tlsName, hostHeader: destination.hostHeader),
            destinations: [place])
    }

    private static func good() throws -> TLSReport {
        let usual = result([leaf, issuer])
        return try report(.success(usual)) { place in
            place.versions = TLSVersion.allCases.map { version in
                TLSVersionTrial(
                    version: version,
                    outcome: version == .tls10 || version == .tls11
                        ? .failure(TLSProbeError(.handshake, "alert 70")) : .success(usual))
            }
            place.nameless = .success(
                result([certificate("x", issuer: "CN=R11", days: -1...9, names: ["d.example.net"])])
            )
            let answer = HTTPResponse(
                status: 200, timings: HTTPTimings(connect: 12, tls: 73, firstByte: 80, total: 84))
            var second = answer
            second.version = "HTTP/2"
            place.exchanges = [
                HTTPVersionTrial(offered: .http1, outcome: .success(answer)),
                HTTPVersionTrial(offered: .http2, outcome: .success(second)),
            ]
            place.findings = [
                Finding(
                    "tls.expiry", .warn, "expires in 9 days", destination: "198.51.100.7:443",
                    fix: "renew it")
            ]
            place.answered = true
        }
    }

    @Test("A report shows the handshake, the versions, the chain and where it ends")
    func text() throws {
        let text = try Self.good().text()
        #expect(
            text == """
                198.51.100.7:443 for matrix.example.org
                  TLS 1.3, TLS_AES_256_GCM_SHA384, X25519, ALPN http/1.1; also accepts TLS 1.2; refuses 1.0, 1.1
                  without SNI: another certificate (d.example.net)
                  0  CN=matrix.example.org  DNS:matrix.example.org  EC P-256  2026-09-02 to 2026-12-02 (9 days left)
                     by CN=R11, ecdsa-with-SHA384, 2 SCTs, SHA-256 ab12
                  1  CN=R11                 issuer of 0, CA         EC P-256  2024-06-05 to 2027-12-27
                     by CN=Root, ecdsa-with-SHA384, SHA-256 ab12
                  verifies against the system's roots
                  HTTP/1.1 200 (connected 12 ms, TLS 73 ms, first byte 80 ms, done 84 ms)
                  HTTP/2 200 (connected 12 ms, TLS 73 ms, first byte 80 ms, done 84 ms), the same answer
                  warn  tls.expiry  expires in 9 days
                          fix       renew it

                """)
    }

    @Test("Every error of the verification is shown, and what came is escaped")
    func errors() throws {
        let text = try Self.report(.success(Self.result([Self.leaf], [20, 62, 10]))).text()
        #expect(text.contains("  does not verify:\n    0  unable to get local issuer certificate"))
        #expect(text.contains("    0  hostname mismatch"))
        #expect(text.contains("    0  certificate has expired"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test("Without a handshake the reason stands in its place")
    func noHandshake() throws {
        let report = try Self.report(.failure(TLSProbeError(.refused, "connection refused")))
        #expect(report.text() == "198.51.100.7:443 for matrix.example.org\n  connection refused\n")
    }

    @Test("The last line counts")
    func lastLine() throws {
        #expect(try Self.good().lastLine == "example.org: warn, 0 failed, 1 warned")
    }

    @Test("The object is what its schema says")
    func json() throws {
        let reports = [
            try Self.good(),
            try Self.report(.failure(TLSProbeError(.plainHTTP, "plain HTTP"))),
            try Self.report(.success(Self.result([Self.leaf], [20]))) { place in
                place.issuers = IssuerFetch()
                place.nameless = .failure(TLSProbeError(.closed, "closed"))
            },
        ]
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.tls.1.json"))
        for report in reports {
            #expect(report.json["schema"] == .string("fedctl.tls/1"))
            #expect(schema.problems(of: report.json) == [])
        }
    }
}
