import Certificates
import FederationCore
import Findings
import MatrixJSON
import TestSupport
import Testing

@testable import FederationChecks

@Suite("Baselines")
struct CheckBaselineTests {
    private static let earlier = #"""
        {"schema":"fedctl.check/1","fedctl_version":"0.1.0","server_name":"example.org",
         "started_at":"2026-11-21T13:46:05Z","duration_ms":5,"verdict":"fail",
         "counts":{"pass":1,"warn":0,"fail":1,"skip":0},"destinations":[],
         "checks":[
          {"id":"tls.chain","destination":"198.51.100.7:443","verdict":"pass","summary":"good"},
          {"id":"tls.expiry","destination":"198.51.100.7:443","verdict":"fail","summary":"expired"},
          {"id":"dns.addresses","verdict":"pass","summary":"198.51.100.7",
           "evidence":{"addresses":["198.51.100.7"]}},
          {"id":"version.answer","destination":"198.51.100.9:443","verdict":"pass",
           "summary":"Synapse 1.139.0"},
          {"id":"name.grammar","verdict":"pass","summary":"a host name without a port"}]}
        """#

    @Test("Worse, better, different, new and gone are told apart; what is the same is not told")
    func compares() throws {
        let baseline = try CheckBaseline(parsing: Array(Self.earlier.utf8))
        let report = try #require(baseline.report(on: "example.org"))
        let place = "198.51.100.7:443"
        let comparison = CheckComparison(
            of: [
                Finding("name.grammar", .pass, "a host name without a port"),
                Finding(
                    "dns.addresses", .pass, "198.51.100.8",
                    evidence: [Evidence("addresses", .list(["198.51.100.8"]))]),
                Finding("tls.chain", .fail, "unknown authority", destination: place),
                Finding("tls.expiry", .pass, "expires in 60 days", destination: place),
                Finding("route.map", .warn, "one path is lost", destination: place),
            ], since: report)
        #expect(comparison.since == "2026-11-21T13:46:05Z")
        let found = comparison.changes.map { "\($0.check) \($0.kind.rawValue): \($0.summary)" }
        #expect(
            found == [
                "dns.addresses different: addresses was [\"198.51.100.7\"], is [\"198.51.100.8\"]",
                "tls.chain worse: unknown authority",
                "tls.expiry better: expires in 60 days",
                "route.map new: one path is lost",
                "version.answer gone: Synapse 1.139.0",
            ])
        #expect(comparison.changes[1].before == .pass && comparison.changes[1].after == .fail)
        #expect(comparison.changes[4].after == nil)
    }

    @Test(
        "What was not tested is never better than what passed",
        arguments: [
            (Verdict.pass, Verdict.skip, CheckChange.Kind.worse), (.skip, .pass, .better),
            (.skip, .warn, .worse), (.skip, .fail, .worse), (.warn, .skip, .different),
            (.fail, .skip, .different), (.pass, .warn, .worse), (.warn, .fail, .worse),
            (.fail, .warn, .better), (.warn, .pass, .better),
        ])
    func kinds(before: Verdict, after: Verdict, kind: CheckChange.Kind) throws {
        let comparison = try Self.compare(
            [("tls.chain", "192.0.2.1:443", before)], [("tls.chain", "192.0.2.1:443", after)])
        #expect(comparison.changes.map(\.kind) == [kind])
        let same = try Self.compare([("tls.chain", nil, after)], [("tls.chain", nil, after)])
        #expect(same.changes.isEmpty)
    }

    @Test("A failure comes before what is not tested any more because of it")
    func order() throws {
        let before: [(CheckID, String?, Verdict)] = [
            ("reach.same", nil, .pass), ("tcp.connect", "192.0.2.1:443", .pass),
            ("tls.chain", "192.0.2.1:443", .pass),
        ]
        let after: [(CheckID, String?, Verdict)] = [
            ("reach.same", nil, .skip), ("tcp.connect", "192.0.2.1:443", .fail),
            ("tls.chain", "192.0.2.1:443", .skip),
        ]
        let comparison = try Self.compare(before, after)
        #expect(comparison.changes.map(\.check) == ["tcp.connect", "reach.same", "tls.chain"])
    }

    @Test("A destination whose address changed is compared with the one that it was")
    func moved() throws {
        let comparison = try Self.compare(
            [
                ("tcp.connect", "192.0.2.1:443", .pass), ("tls.chain", "192.0.2.1:443", .pass),
                ("tls.name", "192.0.2.1:443", .skip),
                ("tcp.connect", "[2001:db8::1]:443", .pass),
            ],
            [
                ("tcp.connect", "192.0.2.2:443", .pass), ("tls.chain", "192.0.2.2:443", .fail),
                ("tls.name", "192.0.2.2:443", .skip),
                ("tcp.connect", "[2001:db8::1]:443", .pass),
            ])
        #expect(comparison.changes.map(\.check) == ["tls.chain"])
        #expect(comparison.changes.first?.kind == .worse)
        #expect(comparison.changes.first?.formerDestination == "192.0.2.1:443")
    }

    @Test("A destination that came or went is told in a line, and by what is wrong there")
    func cameAndWent() throws {
        let whole: [(CheckID, String?, Verdict)] = [
            ("tcp.connect", "192.0.2.1:443", .pass), ("tls.chain", "192.0.2.1:443", .pass),
            ("tls.name", "192.0.2.1:443", .skip), ("tls.expiry", "192.0.2.1:443", .warn),
        ]
        let came = try Self.compare([], whole)
        #expect(came.changes.map(\.check) == ["tcp.connect", "tls.expiry"])
        #expect(came.changes.allSatisfy { $0.kind == .new })
        let went = try Self.compare(whole, [])
        #expect(went.changes.map(\.check) == ["tcp.connect", "tls.expiry"])
        #expect(went.changes.allSatisfy { $0.kind == .gone })
    }

    private static func compare(
        _ before: [(CheckID, String?, Verdict)], _ after: [(CheckID, String?, Verdict)]
    ) throws -> CheckComparison {
        let checks = before.map { check, place, verdict in
            let destination = place.map { #""destination":"\#($0)","# } ?? ""
            return #"{"id":"\#(check)",\#(destination)"verdict":"\#(verdict.rawValue)"}"#
        }
        let document = #"""
            {"schema":"fedctl.check/1","server_name":"a.example","started_at":"2026-11-21T13:46:05Z",
             "checks":[\#(checks.joined(separator: ","))]}
            """#
        let baseline = try CheckBaseline(parsing: Array(document.utf8))
        let report = try #require(baseline.report(on: "a.example"))
        return CheckComparison(
            of: after.map { Finding($0, $2, "", destination: $1) }, since: report)
    }

    /// What changed between two runs, as a report in JSON keeps the earlier one.
    private func changes(
        from earlier: Scene, to later: Scene
    ) async throws -> [CheckChange] {
        let checks = try await earlier.run().findings.map { finding -> JSONValue in
            var object: JSONObject = [
                "id": .string(finding.check.name), "verdict": .string(finding.verdict.rawValue),
                "summary": .string(finding.summary),
                "evidence": .object(
                    JSONObject(finding.evidence.map { ($0.name, $0.value.comparable) })),
            ]
            if let destination = finding.destination {
                object["destination"] = .string(destination)
            }
            return .object(object)
        }
        let json: JSONValue = [
            "schema": "fedctl.check/1", "server_name": "example.org",
            "started_at": "2026-11-21T13:46:05Z", "checks": .array(checks),
        ]
        let baseline = try CheckBaseline(parsing: json.canonicalBytes())
        return try #require(try await later.run().compared(with: baseline).comparison).changes
    }

    @Test("Other keys, another certificate and another software are changes; the same is none")
    func lastingFacts() async throws {
        let scene = Scene()
        #expect(try await changes(from: scene, to: scene).isEmpty)
        var moved = scene
        moved.keyDocument = .json(
            KeyDocuments.good(of: "example.org", KeyDocuments.key("ed25519:b", of: 7)))
        moved.version = .json(#"{"server":{"name":"Synapse","version":"1.141.0"}}"#)
        var leaf = Scene.leaf()
        leaf.sha256 = "00"
        moved.handshake = .result(Scene.handshake([leaf, Scene.intermediate]))
        let found = try await changes(from: scene, to: moved)
        func summary(_ id: CheckID) -> String {
            found.first { $0.check == id && $0.kind == .different }?.summary ?? "nothing"
        }
        #expect(summary("keys.document").hasPrefix("keys was [\"ed25519:"))
        #expect(summary("tls.chain").hasPrefix("sha256 was "))
        #expect(
            summary("version.answer")
                == "software was \"Synapse 1.140.0\", is \"Synapse 1.141.0\"")
    }

    @Test("Another value under the same key ID is worse, and said to be")
    func reusedKeyID() async throws {
        var moved = Scene()
        moved.keyDocument = .json(
            KeyDocuments.good(of: "example.org", KeyDocuments.key(KeyDocuments.keyID, of: 7)))
        let change = try #require(
            try await changes(from: Scene(), to: moved).first { $0.check == "keys.document" })
        #expect(change.kind == .worse && change.before == .pass && change.after == .pass)
        #expect(change.summary.contains("has another value than before"))
    }

    @Test("Every evidence that is compared is emitted by some check")
    func emitted() async throws {
        var services = Scene()
        services.useServices(new: .services("10 5 8448 hs.example.org"))
        services.version = .json(
            #"{"server":{"name":"Synapse","version":"1.140.0"}}"#,
            headers: [HTTPHeader("Server", "nginx")])
        let old = KeyDocuments.key("ed25519:old", of: 9)
        let document = KeyDocuments.good {
            $0["old_verify_keys"] = [
                "ed25519:old": [
                    "key": .string(old.publicKey.base64), "expired_ts": 1_700_000_000_000,
                ]
            ]
        }
        services.keyDocument = .json(document)
        var alias = Scene()
        alias.names[DNSQuestion("matrix.example.org", .a)] = .addresses(
            "198.51.100.7", aliases: ["hs.example.org"])
        var names = Set<String>()
        for scene in [services, alias] {
            for finding in try await scene.run().findings {
                names.formUnion(finding.evidence.map(\.name))
            }
        }
        #expect(CheckComparison.lasting.subtracting(names) == [])
    }

    @Test("Reports a line, and the servers of a sweep, are read alike")
    func forms() throws {
        let line = Self.earlier.split(separator: "\n").joined()
        let lines = try CheckBaseline(parsing: Array("\(line)\n\n\(line)\n".utf8))
        #expect(lines.reports.count == 2)
        let sweep = try CheckBaseline(
            parsing: Array(#"{"schema":"fedctl.sweep/1","servers":[\#(line)]}"#.utf8))
        #expect(sweep.reports == [lines.reports[0]])
        #expect(sweep.report(on: "other.example") == nil)
    }

    @Test(
        "What is no report is refused, with the line",
        arguments: [
            ("", "line 1: expected a report"), ("{}", "line 1: expected a report"),
            ("[1]", "line 1: expected a report"),
            (#"{"schema":"fedctl.keys/1"}"#, "line 1: expected a report"),
            (#"{"schema":"fedctl.check/1","server_name":"a"}"#, "line 1: expected a report"),
            ("{}\n{", "line 1: expected a report"), ("\n{", "line 2: expected a report"),
        ])
    func refused(text: String, words: String) {
        let error = #expect(throws: CheckBaselineError.self) {
            _ = try CheckBaseline(parsing: Array(text.utf8))
        }
        #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
    }
}
