import FederationCore
import FoundationEssentials
import MatrixJSON
import SigningKeys
import TestHomeserver
import TestSupport
import Testing

@Suite("The notary of the embedded homeserver")
struct NotaryTests {
    private static let now = UTCTime(TestBed.now).milliseconds

    /// The document of a server whose name says what is the matter with it.
    private static func answer(
        to request: FederationRequest
    ) throws(FederationRequestError) -> HTTPResponse {
        let name = request.destination
        let wrongKey = name.description == "forged.test"
        if name.description == "down.test" { throw .noAnswer(name, attempts: []) }
        if name.description == "error.test" { return HTTPResponse(status: 500) }
        guard request.target == "/_matrix/key/v2/server", let key = try? TestBed.key(7),
            let other = try? TestBed.key(8)
        else { return HTTPResponse(status: 404) }
        let document = KeyDocument(
            serverName: name, verifyKeys: [key.publicKey], validUntil: now + 1_000_000)
        guard var signed = try? document.signed(by: [key]) else {
            return HTTPResponse(status: 500)
        }
        if wrongKey, let forged = try? signObject(document.object, as: "\(name)", with: other) {
            signed = forged.canonicalBytes()
        }
        return HTTPResponse(status: 200, body: signed)
    }

    private static func run(
        _ body: (TestBed, CannedFederation) async throws -> Void
    ) async throws {
        let federation = CannedFederation { request throws(FederationRequestError) in
            try answer(to: request)
        }
        let configure = { (configuration: inout HomeserverConfiguration) in
            configuration.federation = federation
        }
        try await TestBed.run(configure: configure) { bed in try await body(bed, federation) }
    }

    private static func ask(_ bed: TestBed, _ name: String, until: Int64? = nil) async throws
        -> [JSONValue]
    {
        let query = until.map { "?minimum_valid_until_ts=\($0)" } ?? ""
        let response = try await bed.ask("GET", "/_matrix/key/v2/query/\(name)\(query)")
        #expect(response.status == 200)
        return response.json.list("server_keys")
    }

    @Test("The document of another server is fetched once, and the notary's signature added")
    func foreign() async throws {
        try await Self.run { bed, federation in
            for _ in 0..<3 {
                let document = try #require(try await Self.ask(bed, "far.test").first)
                let bytes = document.canonicalBytes()
                let origin = try TestBed.key(7).publicKey
                let notary = try TestBed.key(1).publicKey
                #expect(verifyObject(bytes, entity: "far.test", key: origin).isValid)
                #expect(verifyObject(bytes, entity: "one.test", key: notary).isValid)
                #expect(document["valid_until_ts"] == .integer(Self.now + 1_000_000))
            }
            #expect(federation.journal.count == 1)
        }
    }

    @Test("A document that is not valid for long enough is fetched again, once a minute, and given")
    func minimum() async throws {
        try await Self.run { bed, federation in
            for _ in 0..<2 {
                let found = try await Self.ask(bed, "far.test", until: Self.now + 2_000_000)
                #expect(found.count == 1)
            }
            // The clock of the test stands still.
            #expect(federation.journal.count == 1)
        }
    }

    @Test(
        "A server that is down, answers errors or forges its document has no keys, and others have",
        arguments: ["down.test", "error.test", "forged.test"])
    func nothing(name: String) async throws {
        try await Self.run { bed, federation in
            #expect(try await Self.ask(bed, name).isEmpty)
            #expect(try await Self.ask(bed, name).isEmpty)
            #expect(federation.journal.count == 1)
            let body = #"{"server_keys":{"\#(name)":{},"far.test":{},"one.test":{},"no name":{}}}"#
            let response = try await bed.ask(
                "POST", "/_matrix/key/v2/query", body: Array(body.utf8))
            let names = response.json.list("server_keys").compactMap { $0["server_name"]?.text }
            #expect(names == ["one.test", "far.test"])
        }
    }

    @Test(
        "A question that is too long or has another time than a number is M_BAD_JSON",
        arguments: [
            #"{"server_keys":{"far.test":{"ed25519:a":{"minimum_valid_until_ts":"1"}}}}"#,
            #"{"server_keys":{"far.test":{"ed25519:a":1}}}"#,
            "{\"server_keys\":{"
                + (0...100).map { "\"s\($0).test\":{}" }.joined(separator: ",") + "}}",
        ])
    func refused(body: String) async throws {
        try await Self.run { bed, federation in
            let response = try await bed.ask(
                "POST", "/_matrix/key/v2/query", body: Array(body.utf8))
            #expect(response.status == 400)
            #expect(response.errorCode == "M_BAD_JSON")
            #expect(federation.journal.isEmpty)
        }
    }

    @Test("A hundred servers are asked, a few at a time, and answered in order")
    func many() async throws {
        try await Self.run { bed, federation in
            let names = (0..<100).map { "s\($0).test" }
            let list = names.map { "\"\($0)\":{}" }.joined(separator: ",")
            let response = try await bed.ask(
                "POST", "/_matrix/key/v2/query", body: Array("{\"server_keys\":{\(list)}}".utf8))
            let found = response.json.list("server_keys").compactMap { $0["server_name"]?.text }
            #expect(found == names)
            #expect(federation.journal.count == 100)
        }
    }
}
