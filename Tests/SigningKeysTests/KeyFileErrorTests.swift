import FederationCore
import SigningKeys
import Testing

@Suite("Mistakes in key files")
struct KeyFileErrorTests {
    @Test(
        "A file that is no key file is refused with its line, what was expected and what was found",
        arguments: [
            ("bad-empty.key", "k: expected a signing key, found nothing"),
            ("bad-only-comments.key", "k: expected a signing key, found nothing"),
            ("bad-two-words.key", "k:2: expected 'ed25519 VERSION SEED', found 2 words"),
            (
                "bad-other-algorithm.key",
                "k:1: expected the algorithm 'ed25519', found 'curve25519'"
            ),
            (
                "bad-key-id-with-dash.key",
                "k:1: expected a key ID 'ed25519:VERSION' with a version of letters, digits and "
                    + "'_', found 'a-b'"
            ),
            (
                "bad-seed-where-the-version-belongs.key",
                "k:1: expected a key ID 'ed25519:VERSION' with a version of letters, digits and "
                    + "'_', found a word of 44 characters"
            ),
            (
                "bad-seed-of-31-bytes.key",
                "k:1: expected a seed of 32 bytes in base64, found 31 bytes"
            ),
            (
                "bad-seed-not-base64.key",
                "k:1: expected a seed of 32 bytes in base64, found 43 characters that are not "
                    + "base64"
            ),
            ("bad-repeated-key-id.key", "k:2: the key ID ed25519:1 stands in the file twice"),
            (
                "bad-dendrite-without-key-id.pem",
                "k:1: expected the header 'Key-ID: ed25519:VERSION', found none"
            ),
            (
                "bad-dendrite-key-id-with-dash.pem",
                "k:2: expected a key ID 'ed25519:VERSION' with a version of letters, digits and "
                    + "'_', found 'ed25519:a-b'"
            ),
            (
                "bad-dendrite-without-end.pem",
                "k:1: expected '-----END MATRIX PRIVATE KEY-----', found the end of the file"
            ),
            (
                "bad-dendrite-seed-of-31-bytes.pem",
                "k:1: expected a seed of 32 bytes in base64, found 31 bytes"
            ),
            (
                "bad-seed-of-48-bytes.base64",
                "k: expected a seed of 32 bytes in base64, found 48 bytes"
            ),
            (
                "bad-33-bytes.bin",
                "k: expected a signing key (Synapse, Dendrite, PKCS#8 or a seed of 32 bytes), "
                    + "found 33 bytes that are no text"
            ),
            (
                "bad-pkcs8-truncated.der",
                "k: expected a sequence at byte 0 of the DER, found something else"
            ),
            (
                "bad-pkcs8-trailing-byte.der",
                "k: expected the end of the key at byte 48 of the DER, found something else"
            ),
            (
                "bad-pkcs8-other-public-key.der",
                "k: the public key in the file does not belong to its private key"
            ),
            (
                "bad-pkcs8-x25519.pem",
                "k: expected an Ed25519 key (1.3.101.112), found the algorithm 1.3.101.110"
            ),
            (
                "bad-pkcs8-locked.pem",
                "k:1: expected a private key, found one that is locked by a password"
            ),
            ("bad-public-key.pem", "k:1: expected a private key, found a block 'PUBLIC KEY'"),
            (
                "bad-ssh-public-key.pub",
                "k: expected a signing key (Synapse, Dendrite, PKCS#8 or a seed of 32 bytes), "
                    + "found a public key of SSH"
            ),
            (
                "bad-key-document.json",
                "k: expected a signing key (Synapse, Dendrite, PKCS#8 or a seed of 32 bytes), "
                    + "found JSON"
            ),
        ])
    func refuses(name: String, message: String) throws {
        let bytes = try Fixture.bytes("files/" + name)
        let error = #expect(throws: KeyFileError.self) { try KeyFile(parsing: bytes, path: "k") }
        #expect(error?.description == message)
    }

    @Test("Every fixture is either read or refused with an error that shows no secret")
    func keepsSecrets() throws {
        let secrets = [TestKeys.seed, TestKeys.otherSeed].map { $0.prefix(12) }
        for name in try Fixture.names(in: "files") {
            let bytes = try Fixture.bytes("files/" + name)
            do {
                let file = try KeyFile(parsing: bytes, path: name)
                #expect(!name.hasPrefix("bad-"))
                var dumped = ""
                dump(file, to: &dumped)
                #expect(!secrets.contains { dumped.contains($0) || "\(file)".contains($0) })
            } catch {
                #expect(name.hasPrefix("bad-"), "\(error)")
                #expect(!secrets.contains { "\(error)".contains($0) }, "\(error)")
            }
        }
    }

    @Test("A file beyond the limit is refused")
    func limit() {
        let bytes = [UInt8](repeating: 0x41, count: KeyFile.byteLimit + 1)
        #expect(
            throws: KeyFileError(path: "k", reason: .tooLarge(limit: KeyFile.byteLimit))
        ) { try KeyFile(parsing: bytes, path: "k") }
    }

    @Test("Damaged files of every format end in an error or a key, and never in a crash")
    func mutations() throws {
        var random = Mutator(seed: 1)
        for name in try Fixture.names(in: "files") {
            let bytes = try Fixture.bytes("files/" + name)
            for _ in 0..<400 {
                let damaged = random.mutate(bytes)
                do {
                    let file = try KeyFile(parsing: damaged, path: "k")
                    #expect(!file.keys.isEmpty)
                } catch {
                    #expect(error.description.hasPrefix("k:"))
                }
            }
        }
    }
}
