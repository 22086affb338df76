/// Base64 without padding, as Matrix writes it.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#unpadded-base64>
public enum UnpaddedBase64 {
    /// Encodes `bytes` without padding.
    public static func encode(
        _ bytes: some Collection<UInt8>, alphabet: Base64Alphabet = .standard
    ) -> String {
        let characters = alphabet.characters
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count * 4 + 2) / 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                output.append(characters[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { output.append(characters[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: output, as: UTF8.self)
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
        return try decode(characters, isStrict: false) { lenientValues[Int($0)] }
    }

    /// Decodes what we write: one alphabet, no padding, no bits left over.
    ///
    /// - Throws: ``Base64Error`` for anything else.
    public static func decodeStrict(
        _ text: String, alphabet: Base64Alphabet = .standard
    ) throws(Base64Error) -> [UInt8] {
        let characters = Array(text.utf8)
        if characters.last == UInt8(ascii: "=") { throw .padding }
        return try decode(characters, isStrict: true) {
            alphabet.contains($0) ? lenientValues[Int($0)] : noValue
        }
    }

    private static func decode(
        _ characters: [UInt8], isStrict: Bool, value: (UInt8) -> UInt8
    ) throws(Base64Error) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(characters.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for (offset, character) in characters.enumerated() {
            let six = value(character)
            guard six != noValue else { throw .invalidCharacter(character, offset: offset) }
            bits = bits << 6 | UInt32(six)
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        guard count != 6 else { throw .invalidLength(characters.count) }
        if isStrict, bits & (1 << UInt32(count) - 1) != 0 { throw .trailingBits }
        return output
    }

    private static let noValue: UInt8 = 255

    /// The value of each character of either alphabet.
    private static let lenientValues: [UInt8] = {
        var values = [UInt8](repeating: noValue, count: 256)
        for alphabet in Base64Alphabet.allCases {
            for (value, character) in alphabet.characters.enumerated() {
                values[Int(character)] = UInt8(value)
            }
        }
        return values
    }()
}
