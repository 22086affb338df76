import FederationCore
import Testing

@Suite("Ed25519")
struct Ed25519Tests {
    private func seed() throws -> SigningSeed {
        try SigningSeed(
            bytes: UnpaddedBase64.decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"))
    }

    @Test("The specification's seed gives its public key")
    func publicKey() throws {
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:1"), seed: seed())
        #expect(key.publicKey.base64 == "XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI")
    }

    @Test("The bytes of the specification's first vector have its signature")
    func vector() throws {
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:1"), seed: seed())
        #expect(
            UnpaddedBase64.encode(key.sign(Array("{}".utf8)))
                == "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"
        )
    }

    @Test("A signature holds for its message and key, and for no other")
    func verification() throws {
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:1"), seed: seed())
        let other = try SigningKey(
            keyID: KeyID(parsing: "ed25519:1"), seed: SigningSeed(bytes: Array(1...32)))
        let signature = key.sign([1, 2, 3])
        #expect(key.publicKey.isValid(signature, for: [1, 2, 3]))
        #expect(!key.publicKey.isValid(signature, for: [1, 2, 4]))
        #expect(!key.publicKey.isValid(signature, for: []))
        #expect(!key.publicKey.isValid(signature.dropLast(), for: [1, 2, 3]))
        #expect(!key.publicKey.isValid([], for: [1, 2, 3]))
        #expect(!other.publicKey.isValid(signature, for: [1, 2, 3]))
        // A refusal must not spoil the next answer.
        #expect(key.publicKey.isValid(signature, for: [1, 2, 3]))
    }

    @Test("One key signs and verifies on many tasks at once")
    func concurrency() async throws {
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:1"), seed: seed())
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let message = [UInt8](repeating: UInt8(number), count: number)
                    let signature = key.sign(message)
                    return key.publicKey.isValid(signature, for: message)
                        && !key.publicKey.isValid(signature, for: message + [0])
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test("A key of another algorithm neither signs nor verifies")
    func otherAlgorithm() throws {
        let keyID = try KeyID(parsing: "curve25519:1")
        #expect(throws: SigningKeyError.unknownAlgorithm(keyID)) {
            try SigningKey(keyID: keyID, seed: seed())
        }
        #expect(throws: VerifyKeyError.unknownAlgorithm(keyID)) {
            try VerifyKey(keyID: keyID, bytes: [UInt8](repeating: 0, count: 32))
        }
    }
}
