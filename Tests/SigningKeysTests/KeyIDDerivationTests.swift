import FederationCore
import SigningKeys
import Testing

@Suite("Derived key IDs")
struct KeyIDDerivationTests {
    @Test("The ID of a key without one is made from its public key")
    func derives() throws {
        let seed = try SigningSeed(
            bytes: UnpaddedBase64.decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"))
        let key = try SigningKey(seed: seed, keyID: nil)
        #expect(key.publicKey.base64 == "XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI")
        #expect(key.keyID.description == "ed25519:k_uCvZuH")
    }

    @Test("A generated key is made of the given random source alone")
    func generates() throws {
        var first = Mutator(seed: 7)
        var second = Mutator(seed: 7)
        var third = Mutator(seed: 8)
        let key = try SigningKey.generate(using: &first)
        #expect(try SigningKey.generate(using: &second).publicKey == key.publicKey)
        #expect(try SigningKey.generate(using: &third).publicKey != key.publicKey)
        #expect(key.keyID == KeyID(derivedFrom: key.publicKey))
        #expect(key.keyID.description.hasPrefix("ed25519:k_"))
        #expect(key.keyID.version.utf8.count == 8)
    }

    @Test("A generated key takes the ID that is given, and only one of Ed25519")
    func generatesWithID() throws {
        var random = Mutator(seed: 7)
        let keyID = try KeyID(parsing: "ed25519:a_RXGa")
        #expect(try SigningKey.generate(using: &random, keyID: keyID).keyID == keyID)
        let other = try KeyID(parsing: "rsa:1")
        #expect(throws: SigningKeyError.unknownAlgorithm(other)) {
            try SigningKey.generate(using: &random, keyID: other)
        }
    }
}
