import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@testable import TestHomeserver

@Suite("The policy server")
struct PolicyServerTests {
    private static func server() throws -> VirtualServer {
        VirtualServer(name: try ServerName(parsing: "one.test"), signingKey: try TestBed.key(1))
    }

    private static let policy = PolicyServerDescription(
        refusedTypes: ["m.sticker"], refusedSenders: ["@bad*:*"], refusedWords: ["Spam"])

    private static func event(
        _ type: String, sender: String, content: JSONObject, stateKey: String? = nil,
        version: String
    ) throws -> Event {
        let version = try RoomVersion(parsing: version)
        var template: JSONObject = [
            "type": .string(type), "content": .object(content), "sender": .string(sender),
            "depth": 1, "room_id": .string("!" + String(repeating: "r", count: 43)),
            "origin_server_ts": 1, "prev_events": [], "auth_events": [],
        ]
        if !version.rules.createEventNamesRoom { template["room_id"] = "!r:one.test" }
        template["state_key"] = stateKey.map { .string($0) }
        let signed = try signEvent(
            template, version: version, as: try ServerName(parsing: "stranger.test"),
            with: try TestBed.key(3))
        return try Event(parsing: signed.canonicalBytes(), version: version)
    }

    @Test("The signature of an event verifies with the policy key alone", arguments: ["6", "12"])
    func signs(version: String) throws {
        let server = try Self.server()
        let signer = try PolicySigner(Self.policy, of: server)
        let event = try Self.event(
            "m.room.message", sender: "@s:stranger.test", content: ["body": "ham"],
            version: version)
        let answer = JSONValue.object(try signer.sign(event))
        #expect(answer.names == ["one.test"])
        #expect(answer["one.test"]?.names == ["ed25519:policy_server"])
        guard case .object(var signed) = event.document.root.value,
            let own = answer["one.test"]
        else { return }
        signed["signatures"] = ["one.test": own]
        let document = try Event(parsing: signed.canonicalBytes(), version: event.version)
        for (key, isRight) in [
            (try server.policyKey.publicKey, true), (try TestBed.key(1).publicKey, false),
        ] {
            let policyServer = PolicyServer(
                server: server.name, key: try VerifyKey(keyID: .policyServer, bytes: key.bytes))
            let verdict = verify(
                document, keys: EventKeyTable(), policyServer: policyServer)
            let row = verdict.required.first { $0.required.reason == .policyServer }
            #expect(row?.isSatisfied == isRight)
            #expect(signer.isNamed(by: policyServer) == isRight)
        }
    }

    @Test(
        "What the policy forbids is refused with 400 M_FORBIDDEN",
        arguments: [
            ("m.sticker", "@s:stranger.test", [:], nil),
            ("m.room.message", "@bad-one:stranger.test", ["body": "ham"], nil),
            ("m.room.message", "@s:stranger.test", ["body": "some SPAM here"], nil),
            ("m.room.message", "@s:stranger.test", ["formatted_body": "<b>spam</b>"], nil),
            ("m.room.policy", "@s:stranger.test", [:], ""),
        ] as [(String, String, JSONObject, String?)])
    func refuses(type: String, sender: String, content: JSONObject, stateKey: String?) throws {
        let signer = try PolicySigner(Self.policy, of: try Self.server())
        let event = try Self.event(
            type, sender: sender, content: content, stateKey: stateKey, version: "10")
        let refusal = #expect(throws: Refusal.self) { try signer.sign(event) }
        #expect(refusal?.status == 400)
        #expect(refusal?.code == "M_FORBIDDEN")
    }

    @Test("A policy server knows no room that it does not protect, and takes no other body")
    func unprotected() async throws {
        let configure = { (configuration: inout HomeserverConfiguration) in
            configuration.servers[0].content.policyServer = Self.policy
        }
        try await TestBed.run(configure: configure) { bed in
            let unknown = try await bed.ask("policy-sign", body: ["room_id": "!r:one.test"])
            #expect(unknown.status == 404)
            #expect(unknown.errorCode == "M_NOT_FOUND")
            let empty = try await bed.ask("policy-sign", body: [:])
            #expect(empty.status == 400)
            #expect(empty.errorCode == "M_BAD_JSON")
        }
    }
}
