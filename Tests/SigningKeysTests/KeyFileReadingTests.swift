import FederationCore
import SigningKeys
import Testing

@Suite("Key files")
struct KeyFileReadingTests {
    @Test(
        "Every format is recognised and gives the same key",
        arguments: [
            ("synapse.key", KeyFileFormat.synapse, "ed25519:1"),
            ("synapse-without-last-line-feed.key", .synapse, "ed25519:1"),
            ("synapse-padded-url-safe.key", .synapse, "ed25519:1"),
            ("synapse-crlf.key", .synapse, "ed25519:1"),
            ("synapse-comment-and-blank-line.key", .synapse, "ed25519:1"),
            ("dendrite.pem", .dendrite, "ed25519:1"),
            ("dendrite-without-blank-line.pem", .dendrite, "ed25519:1"),
            ("seed.bin", .seed, "ed25519:k_uCvZuH"),
            ("seed.base64", .seed, "ed25519:k_uCvZuH"),
            ("seed.hex", .seed, "ed25519:k_uCvZuH"),
            ("pkcs8-v1.pem", .pkcs8, "ed25519:k_uCvZuH"),
            ("pkcs8-v1.der", .pkcs8, "ed25519:k_uCvZuH"),
            ("pkcs8-v2.pem", .pkcs8, "ed25519:k_uCvZuH"),
            ("pkcs8-v2.der", .pkcs8, "ed25519:k_uCvZuH"),
            ("pkcs8-v2-of-ring.der", .pkcs8, "ed25519:k_uCvZuH"),
        ])
    func reads(name: String, format: KeyFileFormat, keyID: String) throws {
        let file = try KeyFile(parsing: Fixture.bytes("files/" + name), path: name)
        #expect(file.format == format)
        #expect(file.keys.map(\.keyID.description) == [keyID])
        #expect(file.keys.map(\.publicKey.base64) == [TestKeys.publicKey])
    }

    @Test(
        "A file of several keys keeps their order",
        arguments: ["synapse-two-keys.key", "dendrite-two-keys.pem"])
    func several(name: String) throws {
        let file = try KeyFile(parsing: Fixture.bytes("files/" + name), path: name)
        #expect(file.keys.map(\.keyID.description) == ["ed25519:1", "ed25519:a_two"])
        #expect(
            file.keys.map(\.publicKey.base64) == [TestKeys.publicKey, TestKeys.otherPublicKey])
    }

    @Test("A key ID that is asked for chooses one key of several, and must be there")
    func chooses() throws {
        let bytes = try Fixture.bytes("files/synapse-two-keys.key")
        let second = try KeyID(parsing: "ed25519:a_two")
        let file = try KeyFile(parsing: bytes, path: "k", keyID: second)
        #expect(file.keys.map(\.keyID) == [second])
        let third = try KeyID(parsing: "ed25519:3")
        let error = #expect(throws: KeyFileError.self) {
            try KeyFile(parsing: bytes, path: "k", keyID: third)
        }
        #expect(
            error?.description
                == "k: expected the key ed25519:3, found ed25519:1, ed25519:a_two")
        #expect(error?.hint == "choose one of ed25519:1, ed25519:a_two")
    }

    @Test(
        "A format without a key ID takes the one that is given",
        arguments: ["seed.hex", "pkcs8-v2.der"])
    func names(name: String) throws {
        let keyID = try KeyID(parsing: "ed25519:a_RXGa")
        let file = try KeyFile(parsing: Fixture.bytes("files/" + name), path: name, keyID: keyID)
        #expect(file.keys.map(\.keyID) == [keyID])
        #expect(file.remarks.isEmpty)
        let other = try KeyID(parsing: "rsa:1")
        #expect(throws: KeyFileError.self) {
            try KeyFile(parsing: Fixture.bytes("files/" + name), path: name, keyID: other)
        }
    }

    @Test("Blank lines and comments are read, and remarked on because Synapse refuses them")
    func remarks() throws {
        let file = try KeyFile(
            parsing: Fixture.bytes("files/synapse-comment-and-blank-line.key"), path: "k")
        #expect(
            file.remarks == [
                .synapseRefusesLine(path: "k", line: 1), .synapseRefusesLine(path: "k", line: 2),
            ])
        #expect(file.remarks.first?.hint == "remove line 1 of k")
    }

    @Test("A derived key ID is remarked on")
    func derived() throws {
        let file = try KeyFile(parsing: Fixture.bytes("files/seed.hex"), path: "k")
        #expect(
            file.remarks.map(\.description) == [
                "k: the file names no key ID; ed25519:k_uCvZuH is made from the public key"
            ])
    }
}
