import FederationClient
import FederationCore
import FoundationEssentials
import MatrixJSON
import SigningKeys
import TestSupport
import Testing

@Suite("Causes of a refusal")
struct RefusalTests {
    private static let refusal = #"{"errcode":"M_UNAUTHORIZED","error":"no"}"#
    private static let target = "/_matrix/federation/v1/query/directory?room_alias=%23a%3Apeer.test"
    private static let now: Int64 = 1_800_000_000_000

    /// What the own server and the peer answer.
    struct Scene: Sendable, CustomTestStringConvertible {
        let cause: String?
        var ownKeys: CannedHTTP.Answer
        var notary: CannedHTTP.Answer
        var date = "Fri, 15 Jan 2027 08:00:00 GMT"
        var name = "tester.example:8448"
        /// The name that the peer gives itself.
        var peerName = "peer.test:8449"
        /// Who came for the own keys and asked for nothing.
        var visits: [String]?
        /// What the `Authorization` header has to hold that the peer takes.
        var taken: String?
        /// What the peer answers to a request without a signature.
        var unsigned: CannedHTTP.Answer = .json(#"{"errcode":"M_UNAUTHORIZED"}"#, status: 401)
        var testDescription: String { cause ?? "none" }

        init(_ cause: String?, ownKeys: CannedHTTP.Answer? = nil) throws {
            self.cause = cause
            self.ownKeys = try ownKeys ?? RefusalTests.document()
            notary = try RefusalTests.known()
        }

        func with<Value>(_ part: WritableKeyPath<Scene, Value>, _ value: Value) -> Scene {
            var changed = self
            changed[keyPath: part] = value
            return changed
        }
    }

    /// The own key document.
    static func document(
        name: String = "tester.example:8448", seed: UInt8 = 7, keyID: String = "ed25519:k",
        old: Bool = false, validFor: Int64 = 86_400_000, isSigned: Bool = true
    ) throws -> CannedHTTP.Answer {
        let signer = try SigningKey(
            keyID: KeyID(parsing: keyID),
            seed: SigningSeed(bytes: [UInt8](repeating: seed, count: 32)))
        let oldKey = OldVerifyKey(
            key: try CraftIdentity.identity().key.publicKey, expiredAt: now - 1)
        let document = KeyDocument(
            serverName: try ServerName(parsing: name), verifyKeys: [signer.publicKey],
            oldVerifyKeys: old ? [oldKey] : [], validUntil: now + validFor)
        let bytes = isSigned ? try document.signed(by: [signer]) : document.object.canonicalBytes()
        return .json(String(decoding: bytes, as: UTF8.self))
    }

    /// What the peer hands out as a notary that has the own key.
    private static func known() throws -> CannedHTTP.Answer {
        let key = try CraftIdentity.identity().key.publicKey.base64
        return .json(#"{"server_keys":[{"verify_keys":{"ed25519:k":{"key":"\#(key)"}}}]}"#)
    }

    /// The signature over the request, or over what `change` makes of it.
    private static func signature(_ change: (inout RequestObject) -> Void) throws -> String {
        var object = try RequestObject(
            method: "GET", target: target, body: nil,
            origin: ServerName(parsing: "tester.example:8448"),
            destination: ServerName(parsing: "peer.test:8449"))
        change(&object)
        return UnpaddedBase64.encode(try CraftIdentity.identity().key.sign(object.canonicalBytes))
    }

    static func scenes() throws -> [Scene] {
        [
            try Scene(nil),
            try Scene("keys-distrusted").with(\.visits, ["the TLS handshake failed: unknown CA"]),
            try Scene(nil).with(\.visits, []),
            try Scene("destination-other").with(\.peerName, "Peer.test:8449"),
            try Scene("keys-unreachable", ownKeys: .failure(.refused, "refused")),
            try Scene("keys-refused", ownKeys: .json("{}", status: 404)),
            try Scene("name-case", ownKeys: document(name: "Tester.example:8448")),
            try Scene("keys-invalid", ownKeys: document(isSigned: false)),
            try Scene("keys-invalid", ownKeys: document(validFor: -5)),
            try Scene("key-old", ownKeys: document(seed: 9, keyID: "ed25519:new", old: true)),
            try Scene("key-other", ownKeys: document(seed: 9)),
            try Scene("key-not-listed", ownKeys: document(seed: 9, keyID: "ed25519:new")),
            try Scene("key-cached").with(
                \.notary,
                .json(
                    #"{"server_keys":[{"verify_keys":{"ed25519:k":{"key":"AAAA"}}}]}"#)),
            // A peer that keeps another key does not come for keys.
            try Scene("key-cached", ownKeys: .failure(.refused, "refused")).with(
                \.notary,
                .json(
                    #"{"server_keys":[{"verify_keys":{"ed25519:k":{"key":"AAAA"}}}]}"#)),
            try Scene("clock").with(\.date, "Fri, 15 Jan 2027 07:00:00 GMT"),
            try Scene("header-removed").with(\.unsigned, .json(refusal, status: 401)),
            try Scene("path-decoded").with(
                \.taken, signature { $0.uri = PercentEncoding.decode($0.uri) }),
            try Scene("keys-unfetched").with(\.notary, .json(#"{"server_keys":[]}"#)),
            try Scene("destination-missing").with(\.taken, signature { $0.destination = nil }),
        ]
    }

    private static func report(_ scene: Scene, method: String = "GET") async throws -> RefusalReport
    {
        let signed = "Authorization: X-Matrix"
        var rows: [CannedHTTP.Row] = [
            .init("GET", "tester.example:8448", "/_matrix/key/v2/server", scene.ownKeys),
            .init("GET", "*", "/_matrix/key/v2/query/*", scene.notary),
            .init(
                "GET", "peer.test:8449", "/_matrix/key/v2/server",
                .json(#"{"server_name":"\#(scene.peerName)"}"#)),
        ]
        if let taken = scene.taken {
            rows.append(.init("GET", "*", target, carrying: taken, .json("{}")))
        }
        rows += [
            .init("*", "*", target, carrying: signed, .json(refusal, status: 401)),
            .init("*", "*", target, scene.unsigned),
        ]
        let peer = try PeerWorld(
            http: rows,
            names: [
                .init(.a, "peer.test", .addresses("203.0.113.1")),
                .init(.aaaa, "peer.test", .addresses("2001:db8::1")),
                .init(.a, "tester.example", .addresses("203.0.113.2")),
                .init(.aaaa, "tester.example", .addresses("2001:db8::2")),
            ])
        let identity = FederationIdentity(
            serverName: try ServerName(parsing: scene.name),
            key: try CraftIdentity.identity().key)
        let request = try peer.request(method, target)
        var refused = try await peer.client.send(request, signedBy: identity)
        refused.response.headers.append(HTTPHeader("Date", scene.date))
        let visits = scene.visits.map { ServedKeyVisits(client: peer.client, failures: $0) }
        return await peer.client.explain(
            refused, of: request, signedBy: identity, visits: visits)
    }

    @Test("Every cause has its proof, but those that no canned peer shows")
    func counted() throws {
        let ids = RefusalCause.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        let proved = Set(try Self.scenes().compactMap(\.cause))
        #expect(Set(ids).subtracting(proved) == ["path-encoded", "destination-delegated"])
    }

    @Test("The cause is named, and where there is none, none is", arguments: try scenes())
    func causes(_ scene: Scene) async throws {
        let report = try await Self.report(scene)
        #expect(report.rows.map(\.cause.id) == RefusalCause.all.map(\.id))
        #expect(report.cause?.cause.id == scene.cause)
        for row in report.rows { #expect(!row.test.words.isEmpty) }
    }

    @Test("A front end that encodes, and a peer that takes its host for its name, are named")
    func encoded() async throws {
        let target = "/_matrix/federation/v1/event_auth/!r:peer.test/$e:peer.test"
        let encoded = "/_matrix/federation/v1/event_auth/%21r%3Apeer.test/%24e%3Apeer.test"
        let origin = try ServerName(parsing: "tester.example:8448")
        let name = try ServerName(parsing: "peer.test")
        for (cause, uri, destination) in [
            ("path-encoded", encoded, "peer.test"),
            ("destination-delegated", target, "host.test:8450"),
        ] {
            let object = RequestObject(
                method: "GET", uri: uri, origin: "\(origin)", destination: destination)
            let key = try CraftIdentity.identity().key
            let taken = UnpaddedBase64.encode(key.sign(object.canonicalBytes))
            let peer = try PeerWorld(
                http: [
                    .init(
                        "GET", "peer.test", "/.well-known/matrix/server",
                        .json(#"{"m.server":"host.test:8450"}"#)),
                    .init("GET", "tester.example:8448", "/_matrix/key/v2/server", Self.document()),
                    .init("GET", "*", "/_matrix/key/v2/query/*", try Self.known()),
                    .init(
                        "GET", "host.test:8450", "/_matrix/key/v2/server",
                        .json(#"{"server_name":"peer.test"}"#)),
                    .init("GET", "*", target, carrying: taken, .json("{}")),
                    .init(
                        "GET", "*", target, carrying: "Authorization",
                        .json(Self.refusal, status: 401)),
                    .init("GET", "*", target, .json("{}", status: 401)),
                ],
                names: ["peer.test", "host.test", "tester.example"].flatMap { name in
                    [
                        CannedNames.Row(.a, name, .addresses("203.0.113.1")),
                        CannedNames.Row(.aaaa, name, .addresses("2001:db8::1")),
                    ]
                })
            let request = try FederationRequest(method: "GET", target: target, to: name)
            let identity = FederationIdentity(serverName: origin, key: key)
            let refused = try await peer.client.send(request, signedBy: identity)
            let report = await peer.client.explain(refused, of: request, signedBy: identity)
            #expect(report.cause?.cause.id == cause)
        }
    }

    @Test("What may change something is not sent again")
    func changes() async throws {
        let report = try await Self.report(Scene(nil), method: "PUT")
        let untested = report.rows.filter { $0.test.words.contains("not sent again") }
        #expect(untested.count == 5)
        #expect(report.cause == nil)
    }
}
