import FederationCore
import MatrixJSON
import Testing

@Suite("Captured requests")
struct RequestInspectionTests {
    private static let now: Int64 = 1_800_000_000_000

    /// A request to `Me.example`, as somebody signs it.
    struct Scene: Sendable, CustomTestStringConvertible {
        let mistake: String
        let target: String
        let method: String
        let body: String?
        private let change: @Sendable (inout RequestObject) -> Void

        init(
            _ mistake: String,
            _ target: String = "/_matrix/federation/v1/x/%21r%3Aa?v=%24a&b=c%20d",
            method: String = "PUT", body: String? = #"{"b":1,"a":"é/<"}"#,
            change: @escaping @Sendable (inout RequestObject) -> Void
        ) {
            self.mistake = mistake
            self.target = target
            self.method = method
            self.body = body
            self.change = change
        }

        var testDescription: String { mistake }

        /// The request, signed with the mistake.
        func capture(
            with key: SigningKey, named keyID: KeyID? = nil, destination: String? = "Me.example"
        ) throws -> RequestCapture {
            let request = ReceivedRequest(
                method: method, target: target, body: body.map { Array($0.utf8) })
            let ownName = try ServerName(parsing: "Me.example")
            let origin = try ServerName(parsing: "You.example:8449")
            var object = try RequestObject(
                method: method, target: target, body: request.body, origin: origin,
                destination: ownName)
            change(&object)
            let header = XMatrixHeader(
                origin: origin, destination: try destination.map { try ServerName(parsing: $0) },
                keyID: keyID ?? key.keyID, signature: key.sign(object.canonicalBytes))
            return RequestCapture(
                request, authorization: header.headerValue, hostHeader: "front.example:443",
                ownName: ownName)
        }
    }

    static let scenes: [Scene] = [
        Scene("path-decoded") { $0.uri = PercentEncoding.decode($0.uri) },
        Scene("path-encoded", "/_matrix/federation/v1/x/!r:a") {
            $0.uri = "/_matrix/federation/v1/x/%21r%3Aa"
        },
        Scene("percent-twice") { $0.uri = $0.uri.split(separator: "%").joined(separator: "%25") },
        Scene("percent-case") { $0.uri = "/_matrix/federation/v1/x/%21r%3aa?v=%24a&b=c%20d" },
        Scene("query-missing") { $0.uri = "/_matrix/federation/v1/x/%21r%3Aa" },
        Scene("query-order") { $0.uri = "/_matrix/federation/v1/x/%21r%3Aa?b=c%20d&v=%24a" },
        Scene("query-spaces") { $0.uri = "/_matrix/federation/v1/x/%21r%3Aa?v=%24a&b=c+d" },
        Scene("slash-trailing", "/_matrix/federation/v1/x/") {
            $0.uri = "/_matrix/federation/v1/x"
        },
        Scene("uri-absolute") { $0.uri = "https://Me.example\($0.uri)" },
        Scene("prefix-missing", "/_matrix/federation/v1/x") { $0.uri = "/x" },
        Scene("destination-missing") { $0.destination = nil },
        Scene("destination-empty") { $0.destination = "" },
        Scene("destination-host") { $0.destination = "front.example" },
        Scene("destination-case") { $0.destination = "me.example" },
        Scene("destination-port") { $0.destination = "Me.example:8448" },
        Scene("origin-case") { $0.origin = "you.example:8449" },
        Scene("origin-port") { $0.origin = "You.example" },
        Scene("names-swapped") { object in
            let origin = object.origin
            object.origin = object.destination ?? ""
            object.destination = origin
        },
        Scene("method-case") { $0.method = "put" },
        Scene("method-other") { $0.method = "POST" },
        Scene("content-missing") { $0.content = nil },
        Scene("content-empty", method: "GET", body: nil) { $0.content = Array("{}".utf8) },
        Scene("content-emptied") { $0.content = Array("{}".utf8) },
        Scene("content-raw") { $0.content = Array(#"{"b":1,"a":"é/<"}"#.utf8) },
        Scene("content-text") {
            $0.content = JSONValue.string(#"{"b":1,"a":"é/<"}"#).canonicalBytes()
        },
        Scene("content-numbers", body: #"{ "n":1e2}"#) { $0.content = Array(#"{"n":1e2}"#.utf8) },
        Scene("content-escaped") { $0.content = Array(#"{"a":"\u00e9/<","b":1}"#.utf8) },
        Scene("content-stripped", body: #"{"unsigned":{},"a":1}"#) {
            $0.content = Array(#"{"a":1}"#.utf8)
        },
    ]

    /// Rows that other tests prove.
    private static let elsewhere = ["destination-header", "key-other", "key-old", "key-foreign"]

    private static func inspect(
        _ capture: RequestCapture, _ keys: [RequestKey]? = nil
    ) throws -> RequestInspection {
        let own = RequestKey(
            of: try ServerName(parsing: "You.example:8449"), try SpecKey.signingKey().publicKey,
            validity: .current(until: now + 1))
        return inspectRequest(capture, keys: keys ?? [own], now: now)
    }

    private static func key(
        _ key: SigningKey, of name: String = "You.example:8449",
        validity: KeyValidity = .current(until: now + 1)
    ) throws -> RequestKey {
        RequestKey(of: try ServerName(parsing: name), key.publicKey, validity: validity)
    }

    @Test("Every mistake has its proof")
    func counted() {
        let ids = RequestMistake.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set(Self.scenes.map(\.mistake) + Self.elsewhere) == Set(ids))
    }

    @Test("A right request verifies, and nothing is looked for")
    func right() throws {
        let inspection = try Self.inspect(Scene("") { _ in }.capture(with: SpecKey.signingKey()))
        #expect(inspection.verifies)
        #expect(inspection.explanations.isEmpty)
        #expect(inspection.signedObject != nil)
    }

    @Test("The mistake is found, and said first", arguments: scenes)
    func mistake(_ scene: Scene) throws {
        let inspection = try Self.inspect(scene.capture(with: SpecKey.signingKey()))
        #expect(!inspection.verifies)
        let explanation = try #require(inspection.explanations.first)
        #expect(explanation.mistakes.map(\.id) == [scene.mistake])
        #expect(explanation.words.hasPrefix("it verifies with "))
        #expect(
            explanation.key.key.isValid(
                try UnpaddedBase64.decode(try #require(inspection.header).signature),
                for: explanation.signedObject))
    }

    @Test("A request for another server is told, and that it is signed for that one")
    func otherDestination() throws {
        let scene = Scene("") { $0.destination = "front.example:8448" }
        let inspection = try Self.inspect(
            scene.capture(with: SpecKey.signingKey(), destination: "front.example:8448"))
        guard case .wrongDestination? = inspection.error else {
            Issue.record("\(String(describing: inspection.error))")
            return
        }
        #expect(inspection.explanations.first?.mistakes.map(\.id) == ["destination-header"])
    }

    @Test("Another key that fits is named: of the origin, an old one, of another server")
    func otherKeys() throws {
        let signer = try SpecKey.otherKey("ed25519:2")
        let named = try SpecKey.signingKey()
        let capture = try Scene("") { _ in }.capture(with: signer, named: named.keyID)
        let keys = [
            try Self.key(signer), try Self.key(signer, validity: .old(expiredAt: 5)),
            try Self.key(signer, of: "other.example"),
        ]
        for (key, id) in zip(keys, ["key-other", "key-old", "key-foreign"]) {
            let inspection = try Self.inspect(capture, [try Self.key(named), key])
            #expect(inspection.explanations.first?.mistakes.map(\.id) == [id])
            #expect(inspection.explanations.first?.key == key)
        }
        let unknown = try Self.inspect(capture, [keys[0]])
        #expect(unknown.error?.description.contains("given are ed25519:2") == true)
        #expect(unknown.explanations.first?.mistakes.map(\.id) == ["key-other"])
    }

    @Test("A key that is old or over is the reason, and no other is looked for")
    func validity() throws {
        let capture = try Scene("") { _ in }.capture(with: SpecKey.signingKey())
        for validity in [KeyValidity.old(expiredAt: 5), .current(until: 5)] {
            let key = try Self.key(SpecKey.signingKey(), validity: validity)
            let inspection = try Self.inspect(capture, [key])
            #expect(!inspection.verifies)
            #expect(inspection.explanations.isEmpty)
        }
    }

    @Test("Two mistakes at once are found")
    func pair() throws {
        let scene = Scene("") { object in
            object.uri = PercentEncoding.decode(object.uri)
            object.destination = nil
        }
        let inspection = try Self.inspect(scene.capture(with: SpecKey.signingKey()))
        #expect(
            inspection.explanations.first?.mistakes.map(\.id) == [
                "path-decoded", "destination-missing",
            ])
    }

    @Test("What nobody can explain is not explained, and a header that cannot be read is told")
    func unexplained() throws {
        let scene = Scene("") { $0.uri = "/something/else" }
        let inspection = try Self.inspect(scene.capture(with: SpecKey.signingKey()))
        #expect(!inspection.verifies)
        #expect(inspection.explanations.isEmpty)
        var capture = try scene.capture(with: SpecKey.signingKey())
        capture.authorization = "X-Matrix origin=\"a\""
        let unread = try Self.inspect(capture)
        #expect(unread.headerError?.reason == .missing(["key", "sig"]))
        #expect(!unread.verifies)
        capture.authorization = "X-Matrix origin=\"a\",key=\"ed25519:1\",sig=\"!\""
        #expect(try !Self.inspect(capture).verifies)
    }
}
