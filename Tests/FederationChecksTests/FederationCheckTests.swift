import Certificates
import FederationChecks
import FederationCore
import Findings
import FoundationEssentials
import TestSupport
import Testing

@Suite("The run of the checks")
struct FederationCheckTests {
    /// Two addresses, IPv6 closed.
    private static func halfClosed() -> Scene {
        var scene = Scene()
        scene.options.expectations?.common.ipv6 = true
        scene.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
        scene.firstHandshakes = [
            CannedTLS.Row(at: "[2001:db8::7]:443", .failure(.refused, "connection refused"))
        ]
        return scene
    }

    @Test("A destination is good only as a whole, and each has its own verdict")
    func destinations() async throws {
        let report = try await Self.halfClosed().run()
        let verdicts = Dictionary(
            uniqueKeysWithValues: report.destinations.map {
                ($0.destination.description, $0.verdict)
            })
        #expect(verdicts == ["198.51.100.7:443": .pass, "[2001:db8::7]:443": .fail])
        #expect(report.verdict == .fail)
        #expect(report.anyAnswer)
        #expect(report.firstFinding?.check == "tcp.connect")
    }

    @Test("Where both SRV records exist, peers go where _matrix-fed leads")
    func services() async throws {
        var scene = Scene()
        scene.useServices(
            new: .services("10 5 8448 hs.example.org"), old: .services("10 5 8448 old.example.org"))
        scene.names[DNSQuestion("old.example.org", .a)] = .addresses("198.51.100.9")
        let report = try await scene.run()
        #expect(
            report.destinations.map(\.destination.address) == [IPAddress(198, 51, 100, 8)])
    }

    @Test("A closed address is told how the front end of the open one is made to listen there")
    func closedBesideOpen() async throws {
        var scene = Self.halfClosed()
        scene.frontEnd = .status(404, headers: [HTTPHeader("Server", "nginx")])
        let findings = try await scene.run().findings
        let closed = findings.first { $0.check == "tcp.connect" && $0.verdict == .fail }
        #expect(closed?.fix?.contains("nginx: listen 443 ssl; and listen [::]:443") == true)
    }

    @Test("Findings come about the name first, then destination after destination, in order")
    func order() async throws {
        let report = try await Self.halfClosed().run()
        let reported = Set(report.findings.map(\.check))
        let name = Check.all.filter { $0.scope == .name && reported.contains($0.id) }.map(\.id)
        let place = Check.all.filter { $0.scope == .destination }.map(\.id)
        #expect(report.findings.map(\.check) == name + place + place)
        #expect(report.findings.prefix(name.count).allSatisfy { $0.destination == nil })
        let places = report.destinations.map { $0.destination.description }
        let expected = places.flatMap { Array(repeating: $0, count: place.count) }
        #expect(report.findings.compactMap(\.destination) == expected)
    }

    @Test("What needs a connection is skipped without one, and the reason says so")
    func noConnection() async throws {
        var scene = Scene()
        scene.handshake = .failure(.refused, "connection refused")
        let report = try await scene.run()
        // What asks another port needs no connection to this one.
        let apart: Set<CheckID> = ["tcp.connect", "proxy.port"]
        let rest = report.findings.filter { $0.destination != nil && !apart.contains($0.check) }
        #expect(rest.count == Check.all.filter { $0.scope == .destination }.count - 2)
        #expect(rest.allSatisfy { $0.verdict == .skip && $0.summary == "no connection" })
        #expect(!report.anyAnswer)
        #expect(report.verdict == .fail)
    }

    @Test("A peer that closes without a byte gives no answer, and one that breaks off does")
    func closed() async throws {
        var scene = Scene()
        scene.handshake = .failure(.closed, "the peer closed the connection")
        let silent = try await scene.run()
        #expect(!silent.anyAnswer)
        #expect(silent.verdict == .fail)
        scene.handshake = .failure(.notTLS, "what answers is no TLS")
        #expect(!(try await scene.run().anyAnswer))
        scene.handshake = .failure(.handshake, "the peer closed the connection")
        #expect(try await scene.run().anyAnswer)
    }

    @Test("A server that answers 429 to everything is not judged, and one that is limited once is")
    func limited() async throws {
        var scene = Scene()
        let limited: CannedHTTP.Answer = .status(
            429, headers: [HTTPHeader("Retry-After", "0")], body: "<html>")
        scene.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", limited)]
        let report = try await scene.run()
        #expect(report.incompleteness == "the server answers 429, too many requests")
        #expect(report.verdict == .skip && report.anyAnswer)
        let limit = try #require(report.findings.first { $0.check == "answer.rate-limit" })
        #expect(limit.verdict == .warn)
        #expect(limit.fix?.hasPrefix("do not limit /_matrix/") == true)
        #expect(limit.reproduce?.hasPrefix("curl ") == true)
        scene.firstRows = []
        scene.keyDocument = .json(KeyDocuments.good())
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", "/_matrix/key/v2/server", limited, scene.keyDocument)
        ]
        let once = try await scene.run()
        #expect(once.incompleteness == nil)
        #expect(once.findings.first { $0.check == "keys.document" }?.verdict == .pass)
    }

    @Test("What port 443 says where the server's own port is closed is no answer of the server")
    func otherPort() async throws {
        var scene = Scene()
        scene.wellKnown = .status(404)
        scene.handshake = .failure(.refused, "connection refused")
        scene.options.keepsFacts = true
        let report = try await scene.run()
        #expect(report.facts.contains { !$0.exchanges.isEmpty }, "port 443 was asked")
        #expect(!report.anyAnswer && report.isUnanswered)
        scene.options.only = ["reach.answer"]
        #expect(try await scene.run().isUnanswered, "also where the name alone is judged")
    }

    @Test("Plain HTTP on the port is an answer, though nothing can be asked over it")
    func plainHTTP() async throws {
        var scene = Scene()
        scene.handshake = .failure(.plainHTTP, "the peer speaks HTTP")
        let report = try await scene.run()
        #expect(report.anyAnswer)
        let version = try #require(report.findings.first { $0.check == "version.answer" })
        #expect(version.verdict == .skip)
        #expect(version.summary == "no TLS handshake")
    }

    @Test("A certificate that does not verify does not hide version and keys, which say so")
    func untrusted() async throws {
        var scene = Scene()
        scene.present([Scene.leaf(), Scene.intermediate], errors: [.unknownRoot])
        let http = scene.http
        let check = FederationCheck(environment: scene.environment(http, scene.tls))
        let report = await check.run(against: try ServerName(parsing: scene.name))
        let verdicts = report.findings.reduce(into: [CheckID: Verdict]()) {
            $0[$1.check] = $1.verdict
        }
        #expect(verdicts["tls.chain"] == .fail)
        #expect(verdicts["version.answer"] == .pass)
        #expect(verdicts["keys.signature"] == .pass)
        let version = try #require(report.findings.first { $0.check == "version.answer" })
        #expect(version.summary == "Synapse 1.140.0 (certificate not trusted)")
        #expect(version.evidence.contains(Evidence("certificate_trusted", .boolean(false))))
        #expect(version.reproduce?.contains("curl -sS -i -k ") == true)
        let asked = http.journal.filter { $0.request.target.hasPrefix("/_matrix/") }
        #expect(asked.allSatisfy { !$0.route.verifiesCertificate })
        #expect(report.verdict == .fail)
    }

    @Test("Where the certificate verifies, every request is sent over a verified connection")
    func trusted() async throws {
        let scene = Scene()
        let http = scene.http
        let check = FederationCheck(environment: scene.environment(http, scene.tls))
        _ = await check.run(against: try ServerName(parsing: scene.name))
        #expect(http.journal.count == 42)
        #expect(http.journal.allSatisfy { $0.route.verifiesCertificate })
        // What is no GET has nothing in it, and no signature that anybody could verify.
        let others = http.journal.filter { $0.request.method != "GET" }
        #expect(
            others.allSatisfy {
                $0.request.target == "/_matrix/key/v2/query"
                    || [nil, Array("{}".utf8)].contains($0.request.body)
            })
        let signatures = http.journal.compactMap {
            $0.request.headers.firstValue(of: "Authorization")
        }
        #expect(signatures.count == 1)
        #expect(signatures.allSatisfy { $0.contains("origin=\"fedctl.invalid:1\"") })
    }

    @Test("A client that trusts less than the handshake did does not end the checks")
    func stricterClient() async throws {
        var scene = Scene()
        scene.firstRows = [
            CannedHTTP.Row(
                "GET", "*", "/_matrix/federation/v1/version",
                .failure(.certificate, "certificate refused"),
                .json(#"{"server":{"name":"Synapse","version":"1.140.0"}}"#))
        ]
        let report = try await scene.run()
        let version = try #require(report.findings.first { $0.check == "version.answer" })
        #expect(version.verdict == .pass)
        #expect(version.summary.hasSuffix("(certificate not trusted)"))
    }

    @Test("With --insecure a wrong certificate is a warning, and nothing more is said elsewhere")
    func insecure() async throws {
        var scene = Scene()
        scene.present([Scene.leaf(), Scene.intermediate], errors: [.unknownRoot])
        scene.verifiesCertificates = false
        let report = try await scene.run()
        #expect(report.verdict == .warn)
        let version = try #require(report.findings.first { $0.check == "version.answer" })
        #expect(version.summary == "Synapse 1.140.0")
    }

    @Test("A name that leads nowhere has no destinations, and no answer")
    func noAddress() async throws {
        var scene = Scene()
        scene.names[DNSQuestion("matrix.example.org", .a)] = .noSuchName
        scene.names[DNSQuestion("matrix.example.org", .aaaa)] = .noSuchName
        let report = try await scene.run()
        #expect(report.destinations.isEmpty)
        #expect(!report.anyAnswer)
        #expect(report.firstFinding?.check == "dns.addresses")
    }

    @Test("--only asks nothing that the check does not need, and judges what the check needs")
    func only() async throws {
        var scene = Scene()
        scene.options = CheckOptions(only: ["keys.signature"])
        let http = scene.http
        let check = FederationCheck(
            environment: scene.environment(http, scene.tls), options: scene.options)
        let report = await check.run(against: try ServerName(parsing: scene.name))
        #expect(report.findings.map(\.check) == ["keys.signature"])
        #expect(report.verdict == .pass)
        #expect(http.journal.map(\.request.target).last == "/_matrix/key/v2/server")
        #expect(http.journal.count == 2)

        scene.handshake = .failure(.refused, "connection refused")
        let closed = try await scene.run()
        #expect(closed.findings.map(\.verdict) == [.skip])
        #expect(closed.findings.map(\.summary) == ["no connection"])
    }

    @Test("--without leaves a check out, and what needs it is judged all the same")
    func without() async throws {
        var scene = Scene()
        scene.options = CheckOptions(without: ["tcp.connect", "tls.chain"])
        let report = try await scene.run()
        #expect(!report.findings.contains { ["tcp.connect", "tls.chain"].contains($0.check) })
        #expect(report.findings.contains { $0.check == "tls.name" && $0.verdict == .pass })
    }

    @Test("Checks of the name alone ask no destination anything, and are no lack of an answer")
    func nameOnly() async throws {
        var scene = Scene()
        scene.options = CheckOptions(only: ["dns.addresses"])
        let tls = scene.tls
        let check = FederationCheck(
            environment: scene.environment(scene.http, tls), options: scene.options)
        let report = await check.run(against: try ServerName(parsing: scene.name))
        #expect(tls.journal.isEmpty)
        #expect(report.anyAnswer)
        #expect(report.findings.map(\.check) == ["dns.addresses"])
    }

    @Test("What a server sends without end is cut, wherever it is shown")
    func bounded() async throws {
        let long = String(repeating: "x", count: 100_000)
        var scene = Scene()
        scene.version = .status(
            302, headers: [HTTPHeader("Location", long), HTTPHeader("Server", long)])
        scene.keyDocument = .status(200, headers: [HTTPHeader("Content-Type", long)], body: "{}")
        scene.unknownPath = .json("{\"errcode\":\"\(long)\"}", status: 404)
        scene.wellKnown = .json("{\"m.server\":\"\(long)\"}")
        let names = [String](repeating: long, count: 2)
        scene.present([Scene.leaf(names), Scene.intermediate], errors: [.wrongName])
        scene.names[DNSQuestion("example.org", .a)] = .addresses("198.51.100.1")
        let report = try await scene.run()
        #expect(report.findings.contains { $0.destination != nil && $0.verdict == .fail })
        for finding in report.findings {
            let texts = [finding.summary, finding.expected, finding.got, finding.fix]
            for text in texts.compactMap(\.self) {
                #expect(text.count < 2000, "\(finding.check): \(text.count)")
            }
        }
    }

    @Test("The route map says what answered, on which paths, each answer once")
    func routeMap() async throws {
        let page: CannedHTTP.Answer = .status(404, body: "<html>")
        var scene = Scene()
        scene.notary = .status(502)
        scene.keyDocument = page
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/media/download/*", page)
        ]
        let some = try #require(try await scene.run().findings.first { $0.check == "route.map" })
        #expect(
            some.got == "404, HTML on /_matrix/key/v2/server, "
                + "/_matrix/federation/v1/media/download; 502, empty on /_matrix/key/v2/query")
        #expect(some.evidence.contains(Evidence("reached", .integer(9))))
        #expect(some.evidence.contains(Evidence("known", .integer(12))))

        scene.firstRows = [CannedHTTP.Row("*", "*", "/_matrix/*", page)]
        let all = try #require(try await scene.run().findings.first { $0.check == "route.map" })
        #expect(all.got == "404, HTML on every path")
    }

    @Test("A homeserver that is no notary, or older than signed media, still has all its routes")
    func routesThatMayBeUnknown() async throws {
        let unknown: CannedHTTP.Answer = .json(Scene.unrecognized, status: 404)
        var scene = Scene()
        scene.notary = unknown
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/media/download/*", unknown)
        ]
        let findings = try await scene.run().findings
        #expect(findings.first { $0.check == "route.map" }?.verdict == .pass)
        #expect(findings.first { $0.check == "media.route" }?.verdict == .warn)
    }

    @Test("A name that leads to very many places is told so, and not all of them are asked")
    func manyPlaces() async throws {
        var scene = Scene()
        scene.names[DNSQuestion("matrix.example.org", .a)] = .records(
            (0..<40).map { DNSRecord(.address(IPAddress(198, 51, 100, $0))) })
        let report = try await scene.run()
        #expect(report.destinations.count == 32)
        let finding = try #require(report.findings.first { $0.check == "dns.addresses" })
        #expect(finding.verdict == .warn)
        #expect(finding.summary == "leads to more than 32 places; 8 were left out")
    }

    @Test(
        "A server that answers once and then stalls is left alone soon, and fails",
        arguments: [false, true])
    func stalling(alternating: Bool) async throws {
        let stall = CannedHTTP.Answer.failure(.timeout, "no answer within 10 s")
        var scene = Scene()
        scene.firstRows = [
            CannedHTTP.Row("GET", "*", "/_matrix/federation/v1/version", scene.version),
            alternating
                ? CannedHTTP.Row("*", "*", "/_matrix/federation/v1/*", stall)
                : CannedHTTP.Row("*", "*", "/_matrix/*", stall),
        ]
        let http = scene.http
        let check = FederationCheck(
            environment: scene.environment(http, scene.tls), options: scene.options)
        let report = await check.run(against: try ServerName(parsing: scene.name))
        let asked = http.journal.filter {
            $0.route.port == 443 && $0.request.hostHeader == "matrix.example.org:443"
                && $0.request.target.hasPrefix("/_matrix/")
                && $0.request.target != "/_matrix/federation/v1/version"
                && (!alternating || $0.request.target.hasPrefix("/_matrix/federation/"))
        }
        #expect((3...6).contains(asked.count), "\(asked.map(\.description))")
        #expect(report.verdict == .fail)
        let silenced = report.findings.filter {
            $0.verdict == .skip && $0.summary.hasSuffix("requests without an answer")
        }
        #expect(!silenced.isEmpty)
    }

    @Test("A text that is no server name is a finding of its own")
    func unparsable() throws {
        let scene = Scene()
        let check = FederationCheck(environment: scene.environment(scene.http, scene.tls))
        let report = check.report(onUnparsable: "example.org:x", .invalidPort("x"))
        #expect(report.serverName == "example.org:x")
        #expect(report.findings.map(\.check) == ["name.grammar"])
        #expect(report.findings[0].summary == "the port 'x' is not a number from 0 to 65535")
        #expect(report.verdict == .fail)
    }

    @Test(
        "When the deadline comes, the report comes at once, and the rest is skipped",
        .timeLimit(.minutes(1)))
    func deadline() async throws {
        var scene = Scene()
        scene.keyDocument = .deaf
        let report = try await Self.cancelled(scene) { http, _ in
            http.journal.contains { $0.request.target == "/_matrix/key/v2/server" }
        }
        let verdicts = report.findings.reduce(into: [CheckID: Finding]()) { $0[$1.check] = $1 }
        #expect(verdicts["version.answer"]?.verdict == .pass)
        for id: CheckID in ["keys.document", "keys.signature", "route.map", "auth.required"] {
            #expect(verdicts[id]?.verdict == .skip)
            #expect(verdicts[id]?.summary == "the deadline came first", "\(id)")
        }
        #expect(report.findings.allSatisfy { $0.verdict == .pass || $0.verdict == .skip })
    }

    @Test(
        "A deadline during the handshake, or before any address is known, fails nothing",
        .timeLimit(.minutes(1)), arguments: [true, false])
    func earlyDeadline(duringHandshake: Bool) async throws {
        var scene = Scene()
        if duringHandshake { scene.handshake = .deaf } else { scene.wellKnown = .deaf }
        let report = try await Self.cancelled(scene) { http, tls in
            duringHandshake ? !tls.journal.isEmpty : !http.journal.isEmpty
        }
        #expect(!report.findings.contains { $0.verdict == .fail || $0.verdict == .warn })
        #expect(!report.anyAnswer)
        #expect(report.findings.first { $0.check == "name.grammar" }?.verdict == .pass)
        let skip = try #require(report.findings.first { $0.summary.hasPrefix("the deadline") })
        let url = "https://example.org/.well-known/matrix/server"
        let awaited = duringHandshake ? "" : ": no answer from \(url) by then"
        #expect(skip.summary == "the deadline came first" + awaited)
        let interrupted = report.interrupted.findings
        #expect(interrupted.contains { $0.summary == "interrupted" + awaited })
        #expect(!interrupted.contains { $0.summary.contains("deadline") })
    }

    @Test("A deadline during a question to DNS says which", .timeLimit(.minutes(1)))
    func deadlineInDNS() async throws {
        var scene = Scene()
        scene.names[DNSQuestion("example.org", .a)] = .deaf
        let report = try await Self.cancelled(scene) { _, _ in true }
        #expect(report.findings.first { $0.check == "name.grammar" }?.verdict == .pass)
        let skip = try #require(report.findings.first { $0.check == "dns.addresses" })
        #expect(skip.summary == "the deadline came first: DNS had not answered A example.org")
    }

    /// The report of a run that is cancelled as soon as it has come to what never answers.
    private static func cancelled(
        _ scene: Scene, once isStuck: @escaping @Sendable (CannedHTTP, CannedTLS) -> Bool
    ) async throws -> CheckReport {
        let name = try ServerName(parsing: scene.name)
        let (http, tls) = (scene.http, scene.tls)
        let check = FederationCheck(environment: scene.environment(http, tls))
        return try await withThrowingTaskGroup(of: CheckReport?.self) { group in
            group.addTask { await check.run(against: name) }
            group.addTask {
                while !isStuck(http, tls) { try await Task.sleep(for: .milliseconds(5)) }
                return nil
            }
            var report: CheckReport?
            for try await result in group {
                if let result { report = result } else { group.cancelAll() }
            }
            return try #require(report)
        }
    }
}
