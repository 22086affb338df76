import Certificates
import FederationChecks
import FederationCore
import FoundationEssentials
import TestSupport

/// A server that is right in everything, behind canned ports; a test changes what is to be wrong.
///
/// `example.org` delegates to `matrix.example.org:443`, which has one address.
struct Scene: Sendable {
    var name = "example.org"
    var wellKnown: CannedHTTP.Answer = .json(#"{"m.server":"matrix.example.org:443"}"#)
    var names: [DNSQuestion: CannedNames.Answer] = [
        DNSQuestion("example.org", .a): .addresses("198.51.100.1"),
        DNSQuestion("example.org", .aaaa): .noData,
        DNSQuestion("matrix.example.org", .a): .addresses("198.51.100.7"),
        DNSQuestion("matrix.example.org", .aaaa): .noData,
    ]
    /// What the zone's own name servers answer, by their addresses.
    var authorities: [IPAddress: CannedNames.Answer] = [:]
    var handshake: CannedTLS.Answer = .result(Scene.handshake())
    var olderHandshake: CannedTLS.Answer = .result(Scene.handshake(version: "TLS 1.2"))
    var version: CannedHTTP.Answer = .json(
        #"{"server":{"name":"Synapse","version":"1.140.0"}}"#,
        headers: [HTTPHeader("Date", "Sun, 22 Nov 2026 13:46:05 GMT")])
    var keyDocument: CannedHTTP.Answer = .json(KeyDocuments.good())
    var unknownPath: CannedHTTP.Answer = .json(Scene.unrecognized, status: 404)
    var notary: CannedHTTP.Answer = .json(Scene.unrecognized, status: 405)
    var routes: CannedHTTP.Answer = .json(Scene.unsigned, status: 401)
    /// The version for other user agents.
    var otherAgents: CannedHTTP.Answer?
    var wrongMethod: CannedHTTP.Answer = .json(Scene.unrecognized, status: 405)
    /// The answer to `POST /_matrix/key/v2/server`.
    var wrongKeyMethod: CannedHTTP.Answer = .json(Scene.unrecognized, status: 405)
    var unknownToken: CannedHTTP.Answer = .json(
        #"{"errcode":"M_UNKNOWN_TOKEN","error":"Access Token unknown or expired"}"#, status: 401)
    var noToken: CannedHTTP.Answer = .json(
        #"{"errcode":"M_UNKNOWN_TOKEN","error":"Access Token required"}"#, status: 401)
    /// The answer to a signature that nobody can verify.
    var badSignature: CannedHTTP.Answer = .json(
        #"{"errcode":"M_UNAUTHORIZED","error":"Failed to find any key"}"#, status: 401)
    /// Paths with encoded characters: all of them, and none; one at a time is for `firstRows`.
    var characters: CannedHTTP.Answer = .json(Scene.unsigned, status: 401)
    var hugeBody: CannedHTTP.Answer = .json(Scene.unsigned, status: 401)
    var bodySize: CannedHTTP.Answer = .status(100)
    var smallerBodies: [CannedHTTP.Answer] = [.status(100), .status(100)]
    /// The refusal of media that nobody has, which may say the path that arrived.
    var sigils: CannedHTTP.Answer = Scene.refusal(
        ofPath: "/_matrix/media/v3/download/example.org/fedctl%21%24%40%3A")
    /// A path that the front end answers itself.
    var frontEnd: CannedHTTP.Answer = .status(404)
    var clientVersions: CannedHTTP.Answer = .status(404)
    var clientDocument: CannedHTTP.Answer = .json(
        #"{"org.matrix.msc4143.rtc_foci":[{"type":"livekit","livekit_service_url":"https://x"}]}"#,
        headers: [HTTPHeader("Access-Control-Allow-Origin", "*")])
    var supportDocument: CannedHTTP.Answer = .json(
        #"{"contacts":[{"role":"m.role.admin","email_address":"a@example.org"}]}"#)
    var policyDocument: CannedHTTP.Answer = .json(
        #"{"public_keys":{"ed25519":"XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI"}}"#)
    /// The well-known document for other user agents.
    var wellKnownAgents: CannedHTTP.Answer?
    var oldKeyPath: CannedHTTP.Answer = .json(Scene.unrecognized, status: 404)
    /// What the homeserver answers as a notary.
    var notaryGet: CannedHTTP.Answer = KeyDocuments.list(KeyDocuments.good())
    var notaryPost: CannedHTTP.Answer = KeyDocuments.list(KeyDocuments.good())
    var notaryMalformed: CannedHTTP.Answer = .json(#"{"errcode":"M_BAD_JSON"}"#, status: 400)
    var notaryFresh: CannedHTTP.Answer = KeyDocuments.list(KeyDocuments.good())
    var absentGet: CannedHTTP.Answer = .json(#"{"server_keys":[]}"#)
    var absentPost: CannedHTTP.Answer = .json(#"{"server_keys":[]}"#)
    var emptyPost: CannedHTTP.Answer = .json(#"{"server_keys":[]}"#)
    /// What answers at other places than those where peers look.
    var elsewhere: CannedHTTP.Answer = .failure(.refused, "connection refused")
    /// Rows that come before all others.
    var firstRows: [CannedHTTP.Row] = []
    var firstHandshakes: [CannedTLS.Row] = []
    var verifiesCertificates = true
    var connectOverrides: [ConnectOverride] = []
    var options = CheckOptions(expectations: Expectations(common: Scene.expected))

    /// What is expected of the server, and what it is.
    static let expected = ServerExpectations(
        delegation: .to(delegatedName), ipv4: true, ipv6: false)
    private static let delegatedName: ServerName = {
        do { return try ServerName(parsing: "matrix.example.org:443") } catch {
            preconditionFailure("\(error)")
        }
    }()

    static let unsigned = #"{"errcode":"M_UNAUTHORIZED","error":"Missing Authorization headers"}"#
    static let unrecognized = #"{"errcode":"M_UNRECOGNIZED","error":"Unrecognized request"}"#

    /// What Synapse says of media that it does not have.
    static func refusal(ofPath path: String) -> CannedHTTP.Answer {
        .json(#"{"errcode":"M_NOT_FOUND","error":"Not found '\#(path)'"}"#, status: 404)
    }

    /// 2026-11-22T13:46:05Z.
    static let now = Date(timeIntervalSince1970: 1_795_355_165)

    /// A leaf for `names`, by an authority that says where it can be fetched.
    static func leaf(
        _ names: [String] = ["matrix.example.org"], issuer: String = "CN=R11,O=Let's Encrypt,C=US",
        daysLeft: Double = 60, lifetime: Double = 90, issuerURLs: [String] = ["http://r11.test/"],
        signedTimestamps: Int = 2
    ) -> CertificateFacts {
        let end = now.addingTimeInterval(daysLeft * 86400)
        return CertificateFacts(
            subject: "CN=\(names.first ?? "nobody")", commonName: names.first, issuer: issuer,
            dnsNames: names, notBefore: end.addingTimeInterval(-lifetime * 86400), notAfter: end,
            isSelfIssued: issuer == "CN=\(names.first ?? "nobody")", issuerURLs: issuerURLs,
            signedTimestamps: signedTimestamps)
    }

    static let root = CertificateFacts(
        subject: "CN=ISRG Root X1,C=US", commonName: "ISRG Root X1",
        issuer: "CN=ISRG Root X1,C=US", notBefore: now.addingTimeInterval(-86400),
        notAfter: now.addingTimeInterval(1e8), isAuthority: true, isSelfIssued: true)

    static let intermediate = CertificateFacts(
        subject: "CN=R11,O=Let's Encrypt,C=US", commonName: "R11", issuer: "CN=ISRG Root X1,C=US",
        notBefore: now.addingTimeInterval(-86400), notAfter: now.addingTimeInterval(1e8),
        isAuthority: true)

    static func handshake(
        _ chain: [CertificateFacts] = [leaf(), intermediate],
        errors: [CertificateVerificationError.Kind] = [], version: String = "TLS 1.3"
    ) -> TLSProbeResult {
        TLSProbeResult(
            version: version, cipherSuite: "TLS_AES_256_GCM_SHA384", group: "X25519",
            applicationProtocol: "http/1.1", chain: chain,
            verificationErrors: errors.map {
                CertificateVerificationError(code: 20, kind: $0, depth: 0, description: "\($0)")
            }, connectMilliseconds: 12, handshakeMilliseconds: 61)
    }

    /// Chain and errors instead of the good ones.
    mutating func present(
        _ chain: [CertificateFacts], errors: [CertificateVerificationError.Kind]
    ) {
        handshake = .result(Self.handshake(chain, errors: errors))
    }

    var http: CannedHTTP {
        CannedHTTP(
            firstRows + [
                CannedHTTP.Row(
                    "GET", "example.org", "/.well-known/matrix/server", wellKnown,
                    wellKnownAgents ?? wellKnown),
                CannedHTTP.Row("GET", "example.org", "/.well-known/matrix/client", clientDocument),
                CannedHTTP.Row(
                    "GET", "example.org", "/.well-known/matrix/support", supportDocument),
                CannedHTTP.Row(
                    "GET", "example.org", "/.well-known/matrix/policy_server", policyDocument),
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/version", version, otherAgents ?? version),
                CannedHTTP.Row("POST", "*", "/_matrix/federation/v1/version", wrongMethod),
                CannedHTTP.Row("POST", "*", "/_matrix/key/v2/server", wrongKeyMethod),
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/openid/userinfo?access_token=fedctl",
                    unknownToken),
                CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/openid/userinfo", noToken),
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/query/profile*", routes, badSignature),
                CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/event/*", characters),
                CannedHTTP.Row(
                    "PUT", "*", "/_matrix/federation/v1/send/fedctl-size", hugeBody,
                    bodySize, smallerBodies[0], smallerBodies[1]),
                CannedHTTP.Row("GET", "*", "/_matrix/media/v3/download/*", sigils),
                CannedHTTP.Row("GET", "*", "/fedctl_unknown_path", frontEnd),
                CannedHTTP.Row("GET", "*", "/_matrix/client/versions", clientVersions),
                CannedHTTP.Row("GET", "example.org:443", "/_matrix/key/v2/server", elsewhere),
                CannedHTTP.Row("GET", "*", "/_matrix/key/v2/server", keyDocument),
                CannedHTTP.Row("GET", "*", "/_matrix/key/v2/query", notary),
                CannedHTTP.Row("GET", "*", "/_matrix/key/v2/server/ed25519:fedctl", oldKeyPath),
                CannedHTTP.Row("GET", "*", "/_matrix/key/v2/query/fedctl.invalid", absentGet),
                CannedHTTP.Row("GET", "*", "/_matrix/key/v2/query/*", notaryGet, notaryFresh),
                CannedHTTP.Row(
                    "POST", "*", "/_matrix/key/v2/query", notaryPost, notaryMalformed, absentPost,
                    emptyPost),
                CannedHTTP.Row("GET", "*", "/.well-known/matrix/client", clientDocument),
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/federation/v1/fedctl_unknown_path", unknownPath),
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/_matrix/*", .json(Scene.unrecognized, status: 404)),
                CannedHTTP.Row("*", "*", "/_matrix/federation/*", routes),
            ])
    }

    var tls: CannedTLS {
        CannedTLS(
            firstHandshakes + [
                CannedTLS.Row(at: "*", onlyVersion: .tls12, olderHandshake),
                CannedTLS.Row(at: "*", handshake),
            ])
    }

    func environment(_ http: CannedHTTP, _ tls: CannedTLS) -> FederationEnvironment {
        FederationEnvironment(
            http: http,
            names: CannedNames(
                names.map { CannedNames.Row($0.key.type, $0.key.name, $0.value) },
                others: .noSuchName, authorities: authorities), tls: tls,
            time: FixedTime(now: Self.now), connectOverrides: connectOverrides,
            verifiesCertificates: verifiesCertificates)
    }

    /// Runs all checks.
    func run() async throws -> CheckReport {
        var options = options
        options.pause = .zero
        let check = FederationCheck(environment: environment(http, tls), options: options)
        do {
            return await check.run(against: try ServerName(parsing: name))
        } catch {
            return check.report(onUnparsable: name, error)
        }
    }
}
