import FederationCore
import Testing

@Suite("Public keys")
struct VerifyKeyTests {
    private func key(_ bytes: [UInt8]) throws -> VerifyKey {
        try VerifyKey(keyID: KeyID(parsing: "ed25519:1"), bytes: bytes)
    }

    /// The number `low`, as 32 bytes, the lowest first.
    private func number(_ low: UInt8, sign: Bool = false) -> [UInt8] {
        [low] + [UInt8](repeating: 0, count: 30) + [sign ? 0x80 : 0]
    }

    /// The prime 2^255 - 19 plus `offset`.
    private func prime(plus offset: Int, sign: Bool = false) -> [UInt8] {
        [UInt8(0xED + offset)] + [UInt8](repeating: 0xFF, count: 30) + [sign ? 0xFF : 0x7F]
    }

    @Test("The keys of a hundred seeds are points")
    func points() throws {
        for number in 0..<100 {
            let bytes = (0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 % 8) &* 31 &+ $0) }
            let signing = try SigningKey(
                keyID: KeyID(parsing: "ed25519:1"), seed: SigningSeed(bytes: bytes))
            #expect(throws: Never.self) { try key(signing.publicKey.bytes) }
        }
    }

    @Test(
        "The small numbers that are y-coordinates are points, and no others",
        arguments: [
            (0, true), (1, true), (2, false), (3, true), (4, true), (5, true), (6, true),
            (7, false), (8, false), (9, true), (10, true), (11, false), (12, false), (13, false),
            (14, true), (15, true), (16, true), (17, false), (18, true), (19, true),
        ])
    func smallNumbers(y: UInt8, isPoint: Bool) {
        for sign in [false, true] where !(y == 1 && sign) {
            let found = try? key(number(y, sign: sign))
            #expect((found != nil) == isPoint)
        }
    }

    @Test("A coordinate of the prime or more is no encoding, even where its remainder is one")
    func notReduced() {
        for offset in 0..<19 {
            #expect(throws: VerifyKeyError.notAPoint) { try key(prime(plus: offset)) }
            #expect(throws: VerifyKeyError.notAPoint) { try key(prime(plus: offset, sign: true)) }
        }
    }

    @Test("A zero has no sign")
    func signedZero() throws {
        #expect(throws: Never.self) { try key(number(1)) }
        #expect(throws: VerifyKeyError.notAPoint) { try key(number(1, sign: true)) }
        #expect(throws: Never.self) { try key(prime(plus: -1)) }
        #expect(throws: VerifyKeyError.notAPoint) { try key(prime(plus: -1, sign: true)) }
    }

    @Test("A key has 32 bytes", arguments: [0, 31, 33, 64])
    func length(count: Int) {
        #expect(throws: VerifyKeyError.wrongLength(count)) {
            try key([UInt8](repeating: 1, count: count))
        }
    }

    @Test("A published key is read in either alphabet, padded or not")
    func base64() throws {
        let keyID = try KeyID(parsing: "ed25519:1")
        let text = "XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI"
        #expect(try VerifyKey(keyID: keyID, base64: text + "=").base64 == text)
        #expect(throws: VerifyKeyError.notBase64(.invalidCharacter(0x20, offset: 3))) {
            try VerifyKey(keyID: keyID, base64: "XGX JRS2")
        }
    }
}
