/// Base64 without padding, as Matrix writes it.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#unpadded-base64>
public enum UnpaddedBase64 {
    /// Encodes `bytes` without padding.
    public static func encode(
        _ bytes: some Collection<UInt8>, alphabet: Base64Alphabet = .standard
    ) -> String {
        encode(bytes, alphabet: alphabet, behind: nil)
    }

    /// Encodes `bytes` without padding, behind a character such as the sigil of an identifier.
    static func encode(
        _ bytes: some Collection<UInt8>, alphabet: Base64Alphabet, behind sigil: UInt8?
    ) -> String {
        let characters = alphabet.characters
        return String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3 + 1) { output in
            var end = 0
            func append(_ character: UInt8) {
                output[end] = character
                end += 1
            }
            if let sigil { append(sigil) }
            var bits: UInt32 = 0
            var count: UInt32 = 0
            for byte in bytes {
                bits = bits << 8 | UInt32(byte)
                count += 8
                while count >= 6 {
                    count -= 6
                    append(characters[Int(bits >> count & 63)])
                }
            }
            if count > 0 { append(characters[Int(bits << (6 - count) & 63)]) }
            return end
        }
    }

    /// Decodes what others send: either alphabet, with or without padding.
    ///
    /// - Throws: ``Base64Error`` for anything else, white space too.
    public static func decode(_ text: String) throws(Base64Error) -> [UInt8] {
        var characters = Array(text.utf8)
        var padding = 0
        while characters.last == UInt8(ascii: "=") {
            characters.removeLast()
            padding += 1
        }
        guard padding <= 2 else { throw .padding }
        return try decode(characters, isStrict: false, values: lenientValues)
    }

    /// Decodes what we write: one alphabet, no padding, no bits left over.
    ///
    /// - Throws: ``Base64Error`` for anything else.
    public static func decodeStrict(
        _ text: String, alphabet: Base64Alphabet = .standard
    ) throws(Base64Error) -> [UInt8] {
        let characters = Array(text.utf8)
        if characters.last == UInt8(ascii: "=") { throw .padding }
        return try decode(characters, isStrict: true, values: strictValues(of: alphabet))
    }

    /// Decodes by a table of what each character stands for, or `noValue`.
    private static func decode(
        _ characters: [UInt8], isStrict: Bool, values: [UInt8]
    ) throws(Base64Error) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: characters.count * 3 / 4)
        var end = 0
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for offset in characters.indices {
            let six = values[Int(characters[offset])]
            guard six != noValue else {
                throw .invalidCharacter(characters[offset], offset: offset)
            }
            bits = bits << 6 | UInt32(six)
            count += 6
            if count >= 8 {
                count -= 8
                output[end] = UInt8(truncatingIfNeeded: bits >> count)
                end += 1
            }
        }
        guard count != 6 else { throw .invalidLength(characters.count) }
        if isStrict, bits & (1 << count - 1) != 0 { throw .trailingBits }
        return output
    }

    private static let noValue: UInt8 = 255

    /// The value of each character of either alphabet.
    private static let lenientValues = values(of: Base64Alphabet.allCases)

    /// The value of each character of one alphabet.
    private static let standardValues = values(of: [.standard])
    private static let urlSafeValues = values(of: [.urlSafe])

    private static func strictValues(of alphabet: Base64Alphabet) -> [UInt8] {
        alphabet == .standard ? standardValues : urlSafeValues
    }

    private static func values(of alphabets: [Base64Alphabet]) -> [UInt8] {
        var values = [UInt8](repeating: noValue, count: 256)
        for alphabet in alphabets {
            for (value, character) in alphabet.characters.enumerated() {
                values[Int(character)] = UInt8(value)
            }
        }
        return values
    }
}
