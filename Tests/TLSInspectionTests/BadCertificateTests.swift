import Certificates
import FederationCore
import FoundationEssentials
import TLSInspection
import TestSupport
import Testing

@Suite("Bad certificates")
struct BadCertificateTests {
    let samples: Samples

    init() throws {
        samples = try Samples()
    }

    private func probe(
        _ issued: IssuedCertificate, for name: TLSName = .name("localhost")
    ) async throws -> TLSProbeResult {
        let server = try samples.server(issued)
        return try await samples.inspector.probe(.local(server.port, for: name))
    }

    private func request(
        _ names: [String], from start: Double, to end: Double
    ) -> CertificateRequest {
        CertificateRequest(
            names: names, notBefore: samples.now + start, notAfter: samples.now + end)
    }

    @Test("An expired certificate is reported, with its chain")
    func expired() async throws {
        let result = try await probe(
            try samples.root.issue(request(["localhost"], from: -7200, to: -3600)))
        #expect(result.verificationErrors.map(\.kind) == [.expired])
        #expect(result.chain.map(\.commonName) == ["localhost"])
        #expect(ChainProblem(sent: result.chain, errors: result.verificationErrors) == nil)
    }

    @Test("A certificate of tomorrow is reported")
    func notYetValid() async throws {
        let result = try await probe(
            try samples.root.issue(request(["localhost"], from: 3600, to: 7200)))
        #expect(result.verificationErrors.map(\.kind) == [.notYetValid])
    }

    @Test("A certificate for another name is reported")
    func wrongName() async throws {
        let result = try await probe(try samples.root.issue(samples.request("other.example")))
        #expect(result.verificationErrors.map(\.kind) == [.wrongName])
    }

    @Test("A certificate for another address is reported, also where it has the name")
    func wrongAddress() async throws {
        let result = try await probe(
            try samples.root.issue(samples.request("127.0.0.2", "localhost")),
            for: .address(.loopback))
        #expect(result.verificationErrors.map(\.kind) == [.wrongName])
    }

    @Test("The common name does not stand for a name")
    func commonName() async throws {
        var wanted = samples.request()
        wanted.commonName = "localhost"
        let result = try await probe(try samples.root.issue(wanted))
        #expect(result.verificationErrors.map(\.kind) == [.wrongName])
    }

    @Test("No certificate is for a name that cannot be one", arguments: ["", "a\0b"])
    func impossibleName(name: String) async throws {
        let result = try await probe(
            try samples.root.issue(samples.request("localhost")), for: .name(name))
        #expect(result.verificationErrors.map(\.kind) == [.wrongName])
    }

    @Test("A certificate that is signed by itself is reported")
    func selfSigned() async throws {
        let result = try await probe(
            try CertificateAuthority.selfSigned(samples.request("localhost")))
        #expect(result.verificationErrors.map(\.kind) == [.selfSignedLeaf])
        #expect(
            ChainProblem(sent: result.chain, errors: result.verificationErrors)
                == .selfSigned(name: "localhost"))
    }

    @Test("Several errors of one certificate are all reported")
    func several() async throws {
        let result = try await probe(
            try CertificateAuthority.selfSigned(
                request(["other.example"], from: -7200, to: -3600)))
        #expect(
            Set(result.verificationErrors.map(\.kind)) == [.selfSignedLeaf, .expired, .wrongName])
    }

    @Test("An intermediate that is not sent is named; sent, the chain verifies")
    func missingIntermediate() async throws {
        let intermediate = try samples.root.intermediate(
            commonName: "R11", notBefore: samples.now - 3600, notAfter: samples.now + 3600)
        var issued = try intermediate.issue(
            samples.request("localhost", issuerURLs: ["http://ca.example/r11.der"]))
        let whole = try await probe(issued)
        #expect(whole.verificationErrors.isEmpty)
        #expect(whole.chain.map(\.commonName) == ["localhost", "R11"])

        issued.intermediatesPEM = []
        let result = try await probe(issued)
        #expect(Set(result.verificationErrors.map(\.kind)) == [.missingIssuer])
        #expect(
            ChainProblem(sent: result.chain, errors: result.verificationErrors)
                == .missingIntermediate(name: "R11", issuerURLs: ["http://ca.example/r11.der"]))
        // With the issuer that was fetched it verifies, so the root is not what is unknown.
        #expect(
            samples.trust.verify(
                result.chain, extra: [intermediate.certificate], for: "localhost",
                at: samples.now) == [])
    }

    @Test("An intermediate that is trusted as it stands ends the chain")
    func trustedIntermediate() async throws {
        let intermediate = try samples.root.intermediate(
            commonName: "R11", notBefore: samples.now - 3600, notAfter: samples.now + 3600)
        let server = try samples.server(intermediate.issue(samples.request("localhost")))
        let inspector = TLSInspector(
            trust: try TrustStore(
                systemRoots: nil, additional: [intermediate.certificatePEM]))
        let result = try await inspector.probe(.local(server.port))
        #expect(result.verificationErrors.isEmpty)
    }

    @Test("A root that is sent and not trusted is named")
    func unknownAuthority() async throws {
        let foreign = try CertificateAuthority(
            commonName: "Corp Root CA", notBefore: samples.now - 3600, notAfter: samples.now + 3600)
        var issued = try foreign.issue(samples.request("localhost"))
        issued.intermediatesPEM = foreign.certificatePEM
        let result = try await probe(issued)
        #expect(result.verificationErrors.map(\.kind) == [.unknownRoot])
        #expect(
            ChainProblem(sent: result.chain, errors: result.verificationErrors)
                == .unknownAuthority(name: "Corp Root CA"))
    }
}
