import FederationClient
import FederationCore
import TestSupport
import Testing

@Suite("Signing of requests")
struct SigningTests {
    private static func identity() throws -> FederationIdentity {
        FederationIdentity(
            serverName: try ServerName(parsing: "tester.example"),
            key: try SigningKey(
                keyID: try KeyID(parsing: "ed25519:k"),
                seed: try SigningSeed(bytes: [UInt8](repeating: 7, count: 32))))
    }

    @Test(
        "What is signed is what is sent, and the signature verifies for the name before delegation")
    func bytes() async throws {
        let target = "/_matrix/federation/v1/send/%31?a=%2F"
        let world = try PeerWorld(http: [.init("PUT", "peer.test:8449", target, .json("{}"))])
        let body = Array(#"{ "pdus" : [] , "n": 1e2 }"#.utf8)
        let request = try world.request("PUT", target, body: .bytes(body))
        let identity = try Self.identity()
        let exchange = try await world.client.send(request, signedBy: identity)

        let sent = try #require(world.http.journal.first?.request)
        #expect(sent == exchange.request)
        #expect(sent.target == target)
        #expect(sent.body == body)
        #expect(sent.headers.firstValue(of: "Content-Type") == "application/json")
        let authorization = try #require(sent.headers.firstValue(of: "Authorization"))
        #expect(authorization == (try request.signed(by: identity).authorization))
        let header = try XMatrixHeader(parsing: authorization)
        #expect(header.destination?.description == "peer.test:8449")
        let signed = try request.signed(by: identity)
        let signature = try UnpaddedBase64.decode(header.signature)
        #expect(identity.key.publicKey.isValid(signature, for: signed.signedObject))
        #expect(!identity.key.publicKey.isValid(signature, for: body))
    }

    @Test("An operation that is not signed goes out without a signature, even with an identity")
    func unsigned() async throws {
        let world = try PeerWorld(http: [.init("GET", "*", "*", .json("{}"))])
        let endpoint = try #require(Endpoint.named("version"))
        _ = try await world.client.send(
            FederationRequest(endpoint, to: world.name), signedBy: try Self.identity())
        let sent = try #require(world.http.journal.first?.request)
        #expect(sent.headers.firstValue(of: "Authorization") == nil)
    }

    @Test(
        "What only reads may go out over a kept connection, whatever its method; what changes, or is unknown, not",
        arguments: [
            ("notary-keys-query", "POST", "/_matrix/key/v2/query", true),
            ("send-knock", "PUT", "/_matrix/federation/v1/send_knock/a/b", false),
            (nil, "POST", "/_matrix/key/v2/query", false),
        ])
    func repetition(
        operation: String?, method: String, target: String, mayBeRepeated: Bool
    ) async throws {
        let world = try PeerWorld(http: [.init(method, "*", "*", .json("{}"))])
        var request = try world.request(method, target, body: .bytes(Array("{}".utf8)))
        if let operation {
            let endpoint = try #require(Endpoint.named(operation))
            let path = endpoint.parameters.filter { $0.place == .path }.map {
                RequestParameter($0.name, $0.name == "roomId" ? "!r:a.test" : "$e")
            }
            request = try FederationRequest(
                endpoint, to: world.name, parameters: path,
                body: .bytes(Array(#"{"server_keys":{}}"#.utf8)))
        }
        let exchange = try await world.client.send(request, signedBy: try Self.identity())
        #expect(exchange.request.mayBeRepeated == mayBeRepeated)
    }

    @Test("A signed operation without an identity asks nobody")
    func noIdentity() async throws {
        let world = try PeerWorld()
        let endpoint = try #require(Endpoint.named("profile"))
        let request = try FederationRequest(
            endpoint, to: world.name, parameters: [RequestParameter("user_id", "@a:peer.test")])
        await #expect(throws: FederationRequestError.noIdentity(operation: "profile")) {
            try await world.client.send(request, signedBy: nil)
        }
        #expect(world.http.asked.isEmpty)
        #expect(world.names.asked.isEmpty)
    }

    @Test("A body that is not JSON cannot be signed, and nothing is sent")
    func notJSON() async throws {
        let world = try PeerWorld()
        let request = try world.request("PUT", "/x", body: .bytes(Array("{".utf8)))
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(request, signedBy: try Self.identity())
        }
        #expect(error?.description.hasPrefix("the body cannot be signed: ") == true)
        #expect(world.http.asked.isEmpty)
    }
}
