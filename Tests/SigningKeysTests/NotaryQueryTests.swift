import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON
import SigningKeys
import TestSupport
import Testing

@Suite("Notaries")
struct NotaryQueryTests {
    private static let now = Date(timeIntervalSince1970: 1_795_355_165)
    private static let validUntil: Int64 = 1_795_355_165_000 + 5 * 86_400_000

    private static func key(_ id: String, _ byte: UInt8) throws -> SigningKey {
        try SigningKey(
            keyID: KeyID(parsing: id),
            seed: SigningSeed(bytes: [UInt8](repeating: byte, count: 32)))
    }

    private static func document(
        of server: String, _ key: SigningKey, validUntil: Int64 = validUntil
    ) throws -> [UInt8] {
        try KeyDocument(
            serverName: ServerName(parsing: server), verifyKeys: [key.publicKey],
            validUntil: validUntil
        ).signed(by: [key])
    }

    private static func answer(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPHeader("Content-Type", "application/json")], body: body)
    }

    private static func list(_ documents: [[UInt8]]) -> [UInt8] {
        Array("{\"server_keys\":[".utf8) + documents.joined(separator: [UInt8(ascii: ",")])
            + Array("]}".utf8)
    }

    /// Asks `notary.example` about `example.org`, whose key is `ed25519:a` of the byte 1.
    private static func ask(
        origin: [UInt8]? = nil, get: [UInt8], post: [UInt8]? = nil, byID: [UInt8]? = nil
    ) async throws -> (NotaryReport, [FederationRequest]) {
        let notary = try key("ed25519:n", 5)
        let own = try document(of: "notary.example", notary)
        let published = try origin ?? document(of: "example.org", key("ed25519:a", 1))
        let federation = CannedFederation { request in
            switch (request.destination.description, request.operation ?? "") {
            case ("notary.example", "server-keys"): answer(own)
            case ("example.org", "server-keys"):
                published.isEmpty ? answer([], status: 502) : answer(published)
            case (_, "notary-keys"): answer(get)
            default:
                String(decoding: request.body ?? [], as: UTF8.self).contains("ed25519:")
                    ? answer(byID ?? post ?? get) : answer(post ?? get)
            }
        }
        let report = await NotaryQuery(asking: federation, time: FixedTime(now: now)).ask(
            [try ServerName(parsing: "notary.example")],
            about: try ServerName(parsing: "example.org"))
        return (report, federation.journal)
    }

    private static func cosigned(_ document: [UInt8], _ notary: SigningKey? = nil) throws -> [UInt8]
    {
        try signObject(document, as: "notary.example", with: notary ?? key("ed25519:n", 5))
    }

    private static func verdicts(_ report: NotaryReport) -> [String: Verdict] {
        report.findings.reduce(into: [:]) { $0[$1.check.name] = $1.verdict }
    }

    @Test("A good notary passes everything, and is asked for keys as fresh as the server's own")
    func good() async throws {
        let document = try Self.document(of: "example.org", Self.key("ed25519:a", 1))
        let (report, journal) = try await Self.ask(get: Self.list([Self.cosigned(document)]))
        #expect(report.findings.map(\.check) == KeyDocumentCheck.notary.map(\.id))
        #expect(report.findings.allSatisfy { $0.verdict == .pass }, "\(report.findings)")
        #expect(report.views[0].rows.map(\.state) == [.same])
        let get = try #require(journal.first { $0.operation == "notary-keys" })
        #expect(
            get.target
                == "/_matrix/key/v2/query/example.org?minimum_valid_until_ts=\(Self.validUntil)")
        let post = try #require(journal.first { $0.operation == "notary-keys-query" })
        #expect(post.body == Array(#"{"server_keys":{"example.org":{}}}"#.utf8))
        let byID = try #require(journal.last { $0.operation == "notary-keys-query" })
        let criterion = #"{"ed25519:a":{"minimum_valid_until_ts":\#(Self.validUntil)}}"#
        #expect(byID.body == Array(#"{"server_keys":{"example.org":\#(criterion)}}"#.utf8))
    }

    @Test("A key that is asked for by its ID, and is not in the answer, is told")
    func byID() async throws {
        let good = try Self.cosigned(Self.document(of: "example.org", Self.key("ed25519:a", 1)))
        let old = try Self.cosigned(Self.document(of: "example.org", Self.key("ed25519:auto", 9)))
        for (answer, words) in [
            (Self.list([old]), "it gives ed25519:auto"), (Self.list([]), "nothing"),
        ] {
            let (report, _) = try await Self.ask(get: Self.list([good]), byID: answer)
            let finding = try #require(report.findings.first { $0.check == "notary.keys" })
            #expect(finding.verdict == .warn)
            #expect(finding.summary.contains("asked for ed25519:a by its ID"))
            #expect(finding.summary.contains(words))
        }
    }

    @Test("Another key under the same ID is a conflict, whoever signed it")
    func conflict() async throws {
        let other = try Self.document(of: "example.org", Self.key("ed25519:a", 9))
        let (report, _) = try await Self.ask(get: Self.list([Self.cosigned(other)]))
        #expect(Self.verdicts(report)["notary.keys"] == .fail)
        #expect(report.views[0].rows.map(\.state) == [.conflicting])
        #expect(report.views[0].rows[0].publishedKey != report.views[0].rows[0].notaryKey)
        // What asks the same without fedctl, at the address that answered.
        let finding = try #require(report.findings.first { $0.check.name == "notary.keys" })
        #expect(
            finding.reproduce
                == "curl -sS -i --connect-to notary.example:8448:198.51.100.7:8448 "
                + "-H 'Host: notary.example' 'https://notary.example:8448/_matrix/key/v2/query/"
                + "example.org?minimum_valid_until_ts=\(Self.validUntil)'")
    }

    @Test("A conflict in a second document of the answer is seen too")
    func laterConflict() async throws {
        let documents = try [
            Self.document(of: "example.org", Self.key("ed25519:a", 1)),
            Self.document(
                of: "example.org", Self.key("ed25519:a", 9), validUntil: 1_700_000_000_000),
        ].map { try Self.cosigned($0) }
        let (report, _) = try await Self.ask(get: Self.list(documents))
        #expect(report.views[0].rows.map(\.state) == [.conflicting])
    }

    @Test("A key that only one of the two has is missing, or stale")
    func missing() async throws {
        let old = try Self.document(of: "example.org", Self.key("ed25519:old", 9))
        let (report, _) = try await Self.ask(get: Self.list([Self.cosigned(old)]))
        #expect(report.views[0].rows.map(\.state) == [.missing, .stale])
        #expect(Self.verdicts(report)["notary.keys"] == .warn)
    }

    @Test("An empty list says that the notary could not fetch what can be fetched from here")
    func unreachable() async throws {
        let (report, _) = try await Self.ask(get: Self.list([]))
        let finding = try #require(report.findings.first { $0.check == "notary.view" })
        #expect(finding.verdict == .fail)
        #expect(finding.summary.contains("though they can be fetched from here"))
        let (nowhere, _) = try await Self.ask(origin: [], get: Self.list([]))
        let other = try #require(nowhere.findings.first { $0.check == "notary.view" })
        #expect(other.fix?.contains("nobody can fetch the keys") == true)
    }

    @Test("What a notary may do wrong is told apart", arguments: WrongNotary.all)
    func wrong(_ example: WrongNotary) async throws {
        let document = try Self.document(of: "example.org", Self.key("ed25519:a", 1))
        let good = try Self.cosigned(document)
        let get: [UInt8]
        var post: [UInt8]? = nil
        switch example.mistake {
        case .noList: get = Array(#"{"keys":[]}"#.utf8)
        case .noJSON: get = Array("<html>".utf8)
        case .unsigned: get = Self.list([document])
        case .unknownKey:
            get = Self.list([try Self.cosigned(document, Self.key("ed25519:m", 6))])
        case .badSignature:
            get = Self.list([try Self.cosigned(document, Self.key("ed25519:n", 6))])
        case .strippedField:
            let text = String(decoding: good, as: UTF8.self)
            let parts = text.split(separator: #""old_verify_keys":{},"#)
            get = Self.list([Array(parts.joined().utf8)])
        case .otherServer:
            get = Self.list([
                try Self.cosigned(Self.document(of: "other.example", Self.key("ed25519:a", 1)))
            ])
        case .emptyPost:
            get = Self.list([good])
            post = Self.list([])
        }
        let (report, _) = try await Self.ask(get: get, post: post)
        #expect(Self.verdicts(report)[example.check] == example.verdict, "\(report.findings)")
    }

    /// A mistake of a notary, and what names it.
    struct WrongNotary: Sendable, CustomTestStringConvertible {
        var mistake: Mistake
        var check: String
        var verdict: Verdict

        enum Mistake: Sendable {
            case noList, noJSON, unsigned, unknownKey, badSignature, strippedField, otherServer
            case emptyPost
        }

        var testDescription: String { "\(mistake)" }

        static let all = [
            WrongNotary(mistake: .noList, check: "notary.answer", verdict: .fail),
            WrongNotary(mistake: .noJSON, check: "notary.answer", verdict: .fail),
            WrongNotary(mistake: .otherServer, check: "notary.answer", verdict: .fail),
            WrongNotary(mistake: .unsigned, check: "notary.signature", verdict: .fail),
            WrongNotary(mistake: .unknownKey, check: "notary.signature", verdict: .fail),
            WrongNotary(mistake: .badSignature, check: "notary.signature", verdict: .fail),
            WrongNotary(mistake: .strippedField, check: "notary.origin", verdict: .fail),
            WrongNotary(mistake: .emptyPost, check: "notary.methods", verdict: .warn),
        ]
    }
}
