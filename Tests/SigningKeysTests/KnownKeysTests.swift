import FederationCore
import MatrixJSON
import SigningKeys
import Testing

@Suite("Known keys")
struct KnownKeysTests {
    private let domain = Result { try ServerName(parsing: "domain") }

    @Test("A key given by hand is good for ever")
    func trusts() throws {
        var known = KnownKeys()
        let trusted = try TrustedKey(parsing: "domain,ed25519:1,\(TestKeys.publicKey)=")
        known.trust(trusted)
        #expect(
            known.lookUp(trusted.key.keyID, of: try domain.get())
                == .found(trusted.key, .unlimited))
        #expect(trusted.description == "domain,ed25519:1,\(TestKeys.publicKey)")
    }

    @Test(
        "A key given by hand that is none is named by its wrong part",
        arguments: [
            ("domain", "expected 'SERVER,ed25519:ID,BASE64', found 1 part"),
            ("a,b,c,d", "expected 'SERVER,ed25519:ID,BASE64', found 4 parts"),
            (
                "example.org:x,ed25519:1,XGX0",
                "the port 'x' is not a number from 0 to 65535"
            ),
            (
                "domain,1,XGX0", "the key ID '1' has no colon: expected 'ed25519:version'"
            ),
            ("domain,ed25519:1,XGX0", "the key has 3 bytes, not 32"),
        ])
    func refusesText(text: String, message: String) {
        let error = #expect(throws: TrustedKeyError.self) { try TrustedKey(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("A saved document gives its keys")
    func document() throws {
        var known = KnownKeys()
        let additions = try known.add(
            saved: Fixture.bytes("documents/good-with-old-key.json"), path: "k.json",
            now: Moment.now)
        #expect(additions.map(\.refusals) == [[]])
        #expect(
            additions.first?.accepted.map(\.description) == ["ed25519:1", "ed25519:auto"])
        #expect(
            known.keyIDs(of: try domain.get()).map(\.description) == ["ed25519:1", "ed25519:auto"])
    }

    @Test("The saved answer of a notary gives the keys of every server in it")
    func notaryAnswer() throws {
        var known = KnownKeys()
        let additions = try known.add(
            saved: Fixture.bytes("answers/notary-answer.json"), path: "k.json", now: Moment.now)
        #expect(
            additions.map { $0.serverName?.description } == ["domain", "other.example"])
        #expect(additions.allSatisfy { $0.refusals.isEmpty })
        #expect(known.keyIDs(of: try ServerName(parsing: "other.example")).count == 1)
    }

    @Test("A saved document that does not verify is refused with the reason, and others are taken")
    func refusesDocument() throws {
        var known = KnownKeys()
        let additions = try known.add(
            saved: Fixture.bytes("answers/notary-answer-with-bad-document.json"), path: "k.json",
            now: Moment.now)
        #expect(
            additions.map(\.refusals) == [
                [
                    "the signature of ed25519:1 does not verify; peers that check it first refuse "
                        + "the document"
                ], [],
            ])
        #expect(known.keyIDs(of: try domain.get()).map(\.description) == ["ed25519:1"])
    }

    @Test(
        "A saved file that holds no key document is an error",
        arguments: [
            ("bad-html.json", "k.json: byte 0: expected a value, found '<'"),
            (
                "bad-array.json",
                "k.json: expected a key document, or a notary's answer with the member server_keys"
            ),
        ])
    func refusesFile(name: String, message: String) throws {
        let bytes = try Fixture.bytes("documents/" + name)
        var known = KnownKeys()
        let error = #expect(throws: SavedKeysError.self) {
            try known.add(saved: bytes, path: "k.json", now: Moment.now)
        }
        #expect(error?.description == message)
        #expect(known.isEmpty)
    }

    @Test("Another key under a known ID is refused, and the first one stays")
    func conflict() throws {
        var known = KnownKeys()
        let trusted = try TrustedKey(parsing: "domain,ed25519:1,\(TestKeys.otherPublicKey)")
        known.trust(trusted)
        let addition = known.add(
            try Fixture.bytes("documents/good.json"), of: try domain.get(), now: Moment.now)
        #expect(addition.accepted.isEmpty)
        #expect(
            addition.refusals == [
                "domain ed25519:1 is known with another key, \(TestKeys.otherPublicKey)"
            ])
        #expect(
            known.lookUp(trusted.key.keyID, of: try domain.get())
                == .found(trusted.key, .unlimited))
    }

    @Test("Damaged files end in an error or an addition, and never in a crash")
    func mutations() throws {
        var random = Mutator(seed: 3)
        for name in try Fixture.names(in: "answers") {
            let bytes = try Fixture.bytes("answers/" + name)
            for _ in 0..<200 {
                var known = KnownKeys()
                let additions = try? known.add(
                    saved: random.mutate(bytes), path: "k", now: Moment.now)
                #expect(additions != nil || known.isEmpty)
            }
        }
    }
}
