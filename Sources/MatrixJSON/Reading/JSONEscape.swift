/// One escape of a string: a backslash and what follows, or a pair of escaped surrogates.
struct JSONEscape {
    /// The number of bytes it takes.
    var length: Int
    /// The code point it stands for.
    var scalar: UInt32
    /// Whether canonical JSON writes this code point in just this way.
    var isCanonical: Bool

    /// Reads the escape whose backslash is at `offset`.
    @inline(__always)
    init(_ input: Span<UInt8>, at offset: Int, inStringAt start: Int) throws(JSONSyntaxError) {
        guard offset + 1 < input.count else {
            throw JSONSyntaxError(reason: .unterminatedString, offset: start)
        }
        let letter = input[offset &+ 1]
        length = 2
        isCanonical = true
        if letter == UInt8(ascii: "u") {
            scalar = try Self.unit(input, at: offset)
            length = 6
            if scalar & 0xF800 == 0xD800 {
                scalar = try Self.pair(input, at: offset, first: scalar)
                length = 12
            }
            isCanonical = scalar < 0x20 && Self.isCanonical(input, at: offset, scalar: scalar)
            return
        }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): scalar = UInt32(letter)
        case UInt8(ascii: "n"): scalar = 0x0A
        case UInt8(ascii: "r"): scalar = 0x0D
        case UInt8(ascii: "t"): scalar = 0x09
        case UInt8(ascii: "b"): scalar = 0x08
        case UInt8(ascii: "f"): scalar = 0x0C
        case UInt8(ascii: "/"):
            scalar = 0x2F
            isCanonical = false
        default:
            throw JSONSyntaxError(reason: .invalidEscape, offset: offset)
        }
    }

    /// The code point of two escaped surrogates, the first of which is at `offset`.
    private static func pair(
        _ input: Span<UInt8>, at offset: Int, first: UInt32
    ) throws(JSONSyntaxError) -> UInt32 {
        let lone = JSONSyntaxError(
            reason: .loneSurrogate(UInt16(truncatingIfNeeded: first)), offset: offset)
        guard first < 0xDC00, offset + 7 < input.count,
            input[offset + 6] == JSONText.backslash, input[offset + 7] == UInt8(ascii: "u")
        else { throw lone }
        let second = try unit(input, at: offset + 6)
        guard second & 0xFC00 == 0xDC00 else { throw lone }
        return 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
    }

    /// Canonical JSON writes `\u` for the control characters that have no short form, in lower case.
    private static func isCanonical(_ input: Span<UInt8>, at offset: Int, scalar: UInt32) -> Bool {
        guard !(8...13).contains(scalar) || scalar == 0x0B else { return false }
        return input[offset + 5] < UInt8(ascii: "A") || input[offset + 5] >= UInt8(ascii: "a")
    }

    /// The value of the four digits of the `\u` at `offset`.
    @inline(__always)
    private static func unit(
        _ input: Span<UInt8>, at offset: Int
    ) throws(JSONSyntaxError) -> UInt32 {
        guard offset + 6 <= input.count else {
            throw JSONSyntaxError(reason: .invalidUnicodeEscape, offset: offset)
        }
        // All four at once: each byte is a digit where adding 0x50 sets its highest bit and adding 0x46
        // does not, and a letter likewise.
        let digits = input.halfWord(at: offset + 2)
        let highs: UInt32 = 0x8080_8080
        let lower = digits | 0x2020_2020
        let areDigits = (digits &+ 0x5050_5050) & ~(digits &+ 0x4646_4646)
        let areLetters = (lower &+ 0x1F1F_1F1F) & ~(lower &+ 0x1919_1919)
        guard digits & highs == 0, (areDigits | areLetters) & highs == highs else {
            throw JSONSyntaxError(reason: .invalidUnicodeEscape, offset: offset)
        }
        let letters = (digits &>> 6) & 0x0101_0101
        let values = (digits & 0x0F0F_0F0F) &+ letters &* 9
        // The first digit is the lowest byte.
        let pairs = (values &<< 4 | values &>> 8) & 0x00FF_00FF
        return (pairs & 0xFF) &<< 8 | pairs &>> 16
    }
}
