import FederationCore
import Testing

@Suite("Seeds")
struct SigningSeedTests {
    @Test("A seed shows nothing of itself, however it is asked")
    func redacted() throws {
        let seed = try SigningSeed(bytes: Array(1...32))
        var dumped = ""
        dump(seed, to: &dumped)
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:1"), seed: seed)
        var dumpedKey = ""
        dump(key, to: &dumpedKey)
        let secret = UnpaddedBase64.encode(Array(1...32))
        for text in ["\(seed)", String(reflecting: seed), dumped, "\(key)", dumpedKey] {
            #expect(!text.contains(secret))
            #expect(!text.contains("2, 3") && !text.contains("- 2\n"))
        }
        #expect("\(seed)" == "SigningSeed(redacted)")
    }

    @Test("A seed has 32 bytes", arguments: [0, 31, 33, 64])
    func length(count: Int) {
        #expect(throws: SigningSeedError.wrongLength(count)) {
            try SigningSeed(bytes: [UInt8](repeating: 1, count: count))
        }
    }

    @Test("The bytes are lent as they were given, and seeds are equal where their bytes are")
    func bytes() throws {
        let seed = try SigningSeed(bytes: Array(1...32))
        #expect(seed.withSecretBytes { Array($0) } == Array(1...32))
        #expect(try seed == SigningSeed(bytes: Array(1...32)))
        #expect(try seed != SigningSeed(bytes: Array(2...33)))
    }

    @Test("Random seeds come from the generator that is given")
    func random() {
        struct Counter: RandomNumberGenerator {
            var value: UInt64 = 0
            mutating func next() -> UInt64 {
                value &+= 0x9E37_79B9_7F4A_7C15
                return value
            }
        }
        var one = Counter()
        var two = Counter()
        let seed = SigningSeed.random(using: &one)
        #expect(seed == SigningSeed.random(using: &two))
        #expect(seed != SigningSeed.random(using: &two))
    }
}
