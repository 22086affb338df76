import FederationCore
import Testing

@Suite("Derived keys")
struct DerivedKeyTests {
    private static func seed(_ number: UInt8) throws -> SigningSeed {
        try SigningSeed(bytes: [UInt8](repeating: number, count: 32))
    }

    @Test("A derived seed is always the same, and another for other words and another seed")
    func derived() throws {
        let seed = try Self.seed(1)
        #expect(seed.derived(for: ["a", "b"]) == seed.derived(for: ["a", "b"]))
        let others = [["ab"], ["a", "b", ""], ["b", "a"], ["a1:b"], []]
        for words in others {
            #expect(seed.derived(for: words) != seed.derived(for: ["a", "b"]), "\(words)")
        }
        #expect(try Self.seed(2).derived(for: ["a", "b"]) != seed.derived(for: ["a", "b"]))
    }

    @Test("The public half of a Curve25519 key is the one of RFC 7748, section 6.1")
    func curve() throws {
        let secret: [UInt8] = [
            0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2,
            0x66, 0x45, 0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5,
            0x1d, 0xb9, 0x2c, 0x2a,
        ]
        let key = curve25519PublicKey(of: try SigningSeed(bytes: secret))
        #expect(UnpaddedBase64.encode(key) == "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo")
    }
}
