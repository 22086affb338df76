import FederationCore
import MatrixJSON
import Testing

@Suite("Unpadded base64")
struct UnpaddedBase64Tests {
    @Test("The specification's vectors hold in both directions")
    func vectors() throws {
        let vectors = try Fixture.json("signing/base64.json").elements
        #expect(vectors.count == 7)
        for vector in vectors {
            let text = try #require(vector["text"]?.string)
            let base64 = try #require(vector["base64"]?.string)
            #expect(UnpaddedBase64.encode(Array(text.utf8)) == base64)
            #expect(try UnpaddedBase64.decode(base64) == Array(text.utf8))
            #expect(try UnpaddedBase64.decodeStrict(base64) == Array(text.utf8))
        }
    }

    @Test("Every length and byte comes back, in both alphabets", arguments: Base64Alphabet.allCases)
    func roundTrip(alphabet: Base64Alphabet) throws {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            let text = UnpaddedBase64.encode(bytes, alphabet: alphabet)
            #expect(try UnpaddedBase64.decode(text) == bytes)
            #expect(try UnpaddedBase64.decodeStrict(text, alphabet: alphabet) == bytes)
        }
    }

    @Test("Lenient: either alphabet, padding or none, bits left over")
    func lenient() throws {
        #expect(try UnpaddedBase64.decode("-_+/") == [0xFB, 0xFF, 0xBF])
        #expect(try UnpaddedBase64.decode("Zg==") == [0x66])
        #expect(try UnpaddedBase64.decode("Zg=") == [0x66])
        #expect(try UnpaddedBase64.decode("Zh") == [0x66])
    }

    @Test(
        "Lenient is not everything",
        arguments: [
            ("Zg===", Base64Error.padding), ("Z", .invalidLength(1)), ("Zm9vZ", .invalidLength(5)),
            ("Zm 9v", .invalidCharacter(0x20, offset: 2)),
            ("Zg=v", .invalidCharacter(0x3D, offset: 2)),
            ("Zm9v\n", .invalidCharacter(0x0A, offset: 4)),
            ("é", .invalidCharacter(0xC3, offset: 0)),
        ])
    func refused(text: String, error: Base64Error) {
        #expect(throws: error) { try UnpaddedBase64.decode(text) }
    }

    @Test(
        "Strict refuses padding, the other alphabet and bits left over",
        arguments: [
            ("Zg==", Base64Error.padding), ("-_", .invalidCharacter(0x2D, offset: 0)),
            ("Zh", .trailingBits), ("Zm9", .trailingBits), ("Z", .invalidLength(1)),
        ])
    func strict(text: String, error: Base64Error) {
        #expect(throws: error) { try UnpaddedBase64.decodeStrict(text) }
    }
}
