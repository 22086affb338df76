import Certificates
import FederationChecks
import FederationCore
import Findings
import FoundationEssentials
import TestSupport
import Testing

@Suite("The survey of TLS")
struct TLSSurveyTests {
    private func survey(
        _ scene: Scene, for tlsName: TLSName? = nil, trust: TrustStore? = nil
    ) async throws -> (report: TLSReport, http: CannedHTTP, tls: CannedTLS) {
        let (http, tls) = (scene.http, scene.tls)
        let survey = TLSSurvey(
            environment: scene.environment(http, tls), tlsName: tlsName, fetchingIssuersFor: trust)
        return (await survey.run(on: try ServerName(parsing: scene.name)), http, tls)
    }

    @Test("A good server passes; each version is offered alone, and once no name is sent")
    func good() async throws {
        var scene = Scene()
        scene.firstHandshakes = [
            CannedTLS.Row(at: "*", onlyVersion: .tls10, .failure(.handshake, "alert 70")),
            CannedTLS.Row(at: "*", onlyVersion: .tls11, .failure(.closed, "closed")),
        ]
        let (report, http, tls) = try await survey(scene)
        #expect(report.verdict == .pass)
        #expect(!report.isUnanswered)
        let place = try #require(report.destinations.first)
        #expect(place.versions.map { $0.accepted != nil } == [false, false, true, true])
        #expect(place.versions.map(\.isRefused) == [true, true, false, false])
        guard case .same? = place.namelessAnswer else {
            Issue.record("\(String(describing: place.namelessAnswer))")
            return
        }
        #expect(tls.journal.count == 6)
        #expect(tls.journal[0].applicationProtocols == ["h2", "http/1.1"])
        let versions = http.journal.filter { $0.request.target.hasSuffix("/version") }
        #expect(versions.map(\.route.versions) == [.http1, .http2])
        #expect(versions.allSatisfy { !$0.route.mayReuseConnection })
        #expect(place.exchanges[1].agrees(with: place.exchanges[0]))
        #expect(place.findings.map(\.check).contains("tls.transparency"))
    }

    @Test("Another answer over HTTP/2 is seen")
    func otherAnswer() async throws {
        var scene = Scene()
        let target = "/_matrix/federation/v1/version"
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", target, scene.version, .status(404, body: "<html>"))
        ]
        let place = try #require(try await survey(scene).report.destinations.first)
        #expect(!place.exchanges[1].agrees(with: place.exchanges[0]))
    }

    @Test("A server that wants a client certificate fails for that, and for no old version of TLS")
    func clientCertificate() async throws {
        var scene = Scene()
        scene.demandClientCertificate(.failure(.truncated, "alert certificate required"))
        var error = TLSProbeError(.handshake, "the peer refused the handshake (alert 40)")
        error.asksForClientCertificate = true
        scene.olderHandshake = .failure(error)
        let report = try await survey(scene).report
        #expect(report.verdict == .fail)
        let place = try #require(report.destinations.first)
        let wrong = place.findings.filter { $0.verdict == .fail || $0.verdict == .warn }
        #expect(wrong.map(\.check) == ["tls.handshake"])
        #expect(wrong.first?.summary.contains("wants a client certificate") == true)
        #expect(!place.exchanges[1].agrees(with: place.exchanges[0]))
    }

    @Test("A bad certificate hides neither the chain nor the versions nor the answers")
    func badCertificate() async throws {
        var scene = Scene()
        scene.present(
            [Scene.leaf(["www.example.org"], daysLeft: -1)],
            errors: [.missingIssuer, .wrongName, .expired])
        let (report, http, _) = try await survey(scene)
        #expect(report.verdict == .fail)
        let place = try #require(report.destinations.first)
        #expect(place.completed?.chain.count == 1)
        #expect(place.completed?.verificationErrors.count == 3)
        #expect(place.chainProblem != nil)
        let failed = place.findings.filter { $0.verdict == .fail }.map(\.check)
        #expect(failed == ["tls.chain", "tls.name", "tls.expiry"])
        #expect(place.exchanges.allSatisfy { $0.response != nil })
        let asked = http.journal.filter { $0.request.target.hasSuffix("/version") }
        #expect(asked.allSatisfy { !$0.route.verifiesCertificate })
    }

    @Test("A closed port is not asked for versions, and is no answer")
    func closed() async throws {
        var scene = Scene()
        scene.handshake = .failure(.refused, "connection refused")
        let (report, _, tls) = try await survey(scene)
        #expect(report.isUnanswered)
        #expect(tls.journal.count == 1)
        #expect(report.destinations.first?.completed == nil)
    }

    @Test("A server of an old version alone shows its chain all the same")
    func onlyOld() async throws {
        var scene = Scene()
        scene.handshake = .failure(.handshake, "protocol version (alert 70)")
        scene.olderHandshake = scene.handshake
        scene.firstHandshakes = [
            CannedTLS.Row(
                at: "*", onlyVersion: .tls10, .result(Scene.handshake(version: "TLS 1.0"))),
            CannedTLS.Row(
                at: "*", offersWeakAlgorithms: true,
                .result(Scene.handshake(version: "TLS 1.0"))),
        ]
        let report = try await survey(scene).report
        let place = try #require(report.destinations.first)
        #expect(place.completed?.version == "TLS 1.0")
        let finding = try #require(place.findings.first { $0.check == "tls.handshake" })
        #expect(finding.summary.contains("TLS 1.0"))
        #expect(!report.isUnanswered)
    }

    @Test("Another name can be asked for than the one that discovery finds")
    func otherName() async throws {
        let (report, _, tls) = try await survey(Scene(), for: .name("other.example"))
        #expect(Set(tls.journal.map(\.name)) == [.name("other.example")])
        #expect(report.destinations.first?.destination.tlsName == .name("other.example"))
    }

    /// A leaf under an intermediate that is not sent, and says where to fetch it.
    private struct Chain {
        let root: CertificateAuthority
        let intermediate: CertificateAuthority
        let leaf: CertificateFacts
        let trust: TrustStore

        init(_ url: String = "http://ca.test/r11.der", trusted: Bool = true) throws {
            let start = Scene.now.addingTimeInterval(-86_400)
            let end = Scene.now.addingTimeInterval(60 * 86_400)
            root = try CertificateAuthority(
                commonName: "Test Root", notBefore: start, notAfter: end)
            intermediate = try root.intermediate(
                commonName: "R11", notBefore: start, notAfter: end)
            leaf = try intermediate.issue(
                CertificateRequest(
                    names: ["matrix.example.org"], notBefore: start, notAfter: end,
                    issuerURLs: [url])
            ).leaf
            let other = try CertificateAuthority(
                commonName: "Other", notBefore: start, notAfter: end)
            trust = try TrustStore(
                systemRoots: nil,
                additional: [trusted ? root.certificatePEM : other.certificatePEM])
        }

        func scene(_ answer: CannedHTTP.Answer) -> Scene {
            var scene = Scene()
            scene.names[DNSQuestion("ca.test", .a)] = .addresses("198.51.100.99")
            scene.present([leaf], errors: [.missingIssuer])
            scene.firstRows = [
                CannedHTTP.Row("GET", "ca.test", "/r11.der", at: "198.51.100.99:80", answer)
            ]
            return scene
        }
    }

    @Test("An issuer that is fetched and completes the chain proves that it was left out")
    func fetched() async throws {
        let chain = try Chain()
        let answer = HTTPResponse(status: 200, body: chain.intermediate.certificate.der)
        let (report, http, _) = try await survey(
            chain.scene(.response(answer)), trust: chain.trust)
        let place = try #require(report.destinations.first)
        #expect(place.issuers?.completes == true)
        let finding = try #require(place.findings.first { $0.check == "tls.chain" })
        #expect(finding.summary == "the server does not send the intermediate \"R11\"")
        #expect(finding.evidence.contains(Evidence("completed_by_fetching", .boolean(true))))
        let fetch = try #require(http.journal.first { $0.request.hostHeader == "ca.test" })
        #expect(!fetch.route.usesTLS)
        #expect(fetch.limits.maximumBodyBytes == 65_536)
    }

    @Test("Of several certificates in a PKCS #7, the one of the issuer is taken")
    func fetchedBag() async throws {
        let chain = try Chain()
        let bag = Self.bag([chain.root.certificate.der, chain.intermediate.certificate.der])
        let (report, _, _) = try await survey(
            chain.scene(.response(HTTPResponse(status: 200, body: bag))), trust: chain.trust)
        let place = try #require(report.destinations.first)
        #expect(place.issuers?.completes == true)
        #expect(place.issuers?.certificates.map(\.commonName) == ["R11"])
        let empty = Self.bag([])
        let (other, _, _) = try await survey(
            chain.scene(.response(HTTPResponse(status: 200, body: empty))), trust: chain.trust)
        let step = try #require(other.destinations.first?.issuers?.steps.first)
        #expect(throws: IssuerFetchError.noCertificate(.emptyBag)) { try step.outcome.get() }
    }

    /// A PKCS #7 with these certificates and nothing else, in DER.
    private static func bag(_ certificates: [[UInt8]]) -> [UInt8] {
        func der(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
            let body = parts.flatMap(\.self)
            return [tag, 0x82, UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
        }
        let kind: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7]
        let signed = der(
            0x30, [2, 1, 1], der(0x31), der(0x30, kind + [1]),
            der(0xA0, certificates.flatMap(\.self)), der(0x31))
        return der(0x30, kind + [2], der(0xA0, signed))
    }

    @Test("An issuer that does not complete the chain proves that its authority is unknown")
    func unknown() async throws {
        let chain = try Chain(trusted: false)
        let pem = try chain.intermediate.certificate.pem()
        let (report, _, _) = try await survey(
            chain.scene(.response(HTTPResponse(status: 200, body: pem))), trust: chain.trust)
        let place = try #require(report.destinations.first)
        #expect(place.issuers?.completes == false)
        let finding = try #require(place.findings.first { $0.check == "tls.chain" })
        #expect(finding.summary.contains("Test Root"))
        #expect(finding.summary.hasSuffix("is not trusted"))
    }

    @Test(
        "An issuer that cannot be fetched has its reason, and nothing is decided by it",
        arguments: [
            (CannedHTTP.Answer.status(404), "status 404, expected 200"),
            (.status(200, body: "nonsense"), "the certificate cannot be read"),
            (.failure(.timeout, "no answer within 10 s"), "no answer within 10 s"),
        ])
    func notFetched(answer: CannedHTTP.Answer, reason: String) async throws {
        let chain = try Chain()
        let report = try await survey(chain.scene(answer), trust: chain.trust).report
        let place = try #require(report.destinations.first)
        let step = try #require(place.issuers?.steps.first)
        let error = #expect(throws: IssuerFetchError.self) { try step.outcome.get() }
        #expect(error?.description.contains(reason) == true)
        let finding = try #require(place.findings.first { $0.check == "tls.chain" })
        #expect(finding.summary.contains("R11"))
    }

    @Test("A chain that does not say where its issuers are has nothing to fetch, and that is told")
    func nothingToFetch() async throws {
        let chain = try Chain()
        var leaf = chain.leaf
        leaf.issuerURLs = []
        var scene = chain.scene(.status(500))
        scene.present([leaf], errors: [.missingIssuer])
        let (report, http, _) = try await survey(scene, trust: chain.trust)
        let place = try #require(report.destinations.first)
        #expect(place.issuers?.steps.isEmpty == true && place.issuers?.completes == false)
        #expect(!http.journal.contains { $0.request.hostHeader == "ca.test" })
        let finding = try #require(place.findings.first { $0.check == "tls.chain" })
        #expect(finding.summary.contains("\"R11\" is neither sent nor trusted"))
    }

    @Test(
        "Only plain HTTP addresses are fetched",
        arguments: ["https://ca.test/r11.der", "ldap://ca.test/r11", "http://", "http://a b/"])
    func unusable(url: String) async throws {
        let chain = try Chain("http://ca.test/r11.der")
        var leaf = chain.leaf
        leaf.issuerURLs = [url]
        var scene = chain.scene(.status(500))
        scene.present([leaf], errors: [.missingIssuer])
        let place = try #require(
            try await survey(scene, trust: chain.trust).report.destinations.first)
        let step = try #require(place.issuers?.steps.first)
        #expect(throws: IssuerFetchError.unusableURL) { try step.outcome.get() }
    }
}
