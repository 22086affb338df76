import Certificates
import FoundationEssentials
import Testing

@Suite("Chain problems")
struct ChainProblemTests {
    let root: CertificateAuthority
    let first: CertificateAuthority
    let second: CertificateAuthority
    let leaf: CertificateFacts

    init() throws {
        root = try anAuthority()
        first = try root.intermediate(commonName: "R1", notBefore: monday, notAfter: tuesday)
        second = try first.intermediate(commonName: "R2", notBefore: monday, notAfter: tuesday)
        leaf = try second.issue(aRequest()).leaf
    }

    /// What is wrong with `sent` to somebody who trusts `roots`.
    private func problem(
        _ sent: [CertificateFacts], trusting roots: [CertificateAuthority] = [],
        at date: Date = monday
    ) throws -> ChainProblem? {
        let trust = try TrustStore(systemRoots: false, additional: roots.map(\.certificatePEM))
        return ChainProblem(
            sent: sent, errors: trust.verify(sent, for: "example.org", at: date))
    }

    @Test("A whole chain has no problem, in whatever order it is sent")
    func whole() throws {
        let chain = [leaf, second.certificate, first.certificate]
        #expect(try problem(chain, trusting: [root]) == nil)
        #expect(
            try problem([leaf, first.certificate, second.certificate], trusting: [root]) == nil)
    }

    @Test(
        "A leaf that says where its issuer can be fetched, and comes alone, lacks an intermediate")
    func missing() throws {
        var request = aRequest()
        request.issuerURLs = ["http://ca.example/r2.der"]
        let leaf = try second.issue(request).leaf
        #expect(
            try problem([leaf], trusting: [root])
                == .missingIntermediate(name: "R2", issuerURLs: request.issuerURLs))
        #expect(
            try problem([leaf, first.certificate], trusting: [root])
                == .missingIntermediate(name: "R2", issuerURLs: request.issuerURLs))
    }

    @Test(
        "Otherwise the issuer of the last that was sent is named: an intermediate, or a private root"
    )
    func unknownIssuer() throws {
        #expect(try problem([leaf], trusting: [root]) == .unknownIssuer(name: "R2"))
        #expect(
            try problem([leaf, second.certificate], trusting: [root]) == .unknownIssuer(name: "R1"))
        #expect(
            try problem([leaf, second.certificate, first.certificate])
                == .unknownIssuer(name: "Test Root"))
    }

    @Test("An intermediate of the same authority that did not sign the leaf does not help")
    func wrongIntermediate() throws {
        let other = try root.intermediate(commonName: "R3", notBefore: monday, notAfter: tuesday)
        #expect(
            try problem([leaf, other.certificate], trusting: [root])
                == .unknownIssuer(name: "R2"))
    }

    @Test("A root that is sent and not trusted is told from a missing intermediate")
    func unknownRoot() throws {
        let chain = [leaf, second.certificate, first.certificate, root.certificate]
        #expect(try problem(chain) == .unknownAuthority(name: "Test Root"))
    }

    @Test("A leaf that is signed by itself is told from one by an unknown authority")
    func selfSigned() throws {
        let own = try CertificateAuthority.selfSigned(aRequest()).leaf
        #expect(try problem([own], trusting: [root]) == .selfSigned(name: "example.org"))
    }

    @Test("An expired intermediate is named")
    func expiredIntermediate() throws {
        let lasting = try CertificateAuthority(
            commonName: "Lasting", notBefore: monday, notAfter: tuesday + 86_400)
        let brief = try lasting.intermediate(
            commonName: "Brief", notBefore: monday, notAfter: tuesday)
        var request = aRequest()
        request.notAfter = tuesday + 86_400
        let chain = [try brief.issue(request).leaf, brief.certificate]
        #expect(
            try problem(chain, trusting: [lasting], at: tuesday + 60)
                == .expiredAuthority(name: "Brief"))
        #expect(try problem(chain, trusting: [lasting], at: tuesday - 60) == nil)
    }

    @Test("The dates and the name of the leaf are no problem of its chain")
    func leafAlone() throws {
        let lasting = try CertificateAuthority(
            commonName: "Lasting", notBefore: monday, notAfter: tuesday + 86_400)
        let other = try lasting.issue(aRequest(["other.example"])).leaf
        #expect(try problem([other], trusting: [lasting], at: tuesday + 60) == nil)
    }

    @Test("Without certificates there is no chain")
    func empty() throws {
        #expect(try problem([], trusting: [root]) == nil)
    }

    @Test("Anything else comes in OpenSSL's words")
    func other() {
        let facts = CertificateFacts(
            subject: "CN=a", commonName: "a", issuer: "CN=b", notBefore: monday, notAfter: tuesday)
        let error = CertificateVerificationError(code: 66, depth: 0)
        #expect(error.kind == .other)
        #expect(
            ChainProblem(sent: [facts], errors: [error])?.description
                == "the certificate \"a\": EE certificate key too weak")
    }

    @Test(
        "A problem says what is wrong",
        arguments: [
            (
                ChainProblem.missingIntermediate(name: "R11", issuerURLs: ["http://ca.example/"]),
                "the server does not send the intermediate \"R11\""
            ),
            (
                .unknownIssuer(name: "Corp"),
                "the issuer \"Corp\" is not sent, and is no trusted root"
            ),
            (.selfSigned(name: "a"), "the certificate is signed by itself"),
            (.unknownAuthority(name: "Corp"), "the root \"Corp\" is not trusted"),
            (
                .expiredAuthority(name: "DST Root CA X3"),
                "the certificate of the authority \"DST Root CA X3\" has expired"
            ),
            (
                .authorityNotYetValid(name: "R1"),
                "the certificate of the authority \"R1\" is not valid yet"
            ),
        ])
    func words(problem: ChainProblem, text: String) {
        #expect(problem.description == text)
    }

    @Test(
        "The name of an issuer is its common name, or all of it",
        arguments: [
            ("CN=R11,O=Let's Encrypt,C=US", "R11"), ("O=Corp,CN=Inner", "Inner"),
            (#"CN=a\, b+OU=c,O=d"#, "a, b"), ("O=Corp,C=DE", "O=Corp,C=DE"),
            (#"O=x\,CN=no,CN=yes"#, "yes"),
        ])
    func issuerNames(issuer: String, name: String) {
        let facts = CertificateFacts(
            subject: "CN=a", issuer: issuer, notBefore: monday, notAfter: tuesday)
        let error = CertificateVerificationError(code: 20, depth: 0)
        #expect(
            ChainProblem(sent: [facts], errors: [error])
                == .unknownIssuer(name: name))
    }
}
