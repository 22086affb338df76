/// One escape of a string: a backslash and what follows, or a pair of escaped surrogates.
struct JSONEscape {
    /// The number of bytes it takes.
    var length: Int
    /// The code point it stands for.
    var scalar: UInt32
    /// Whether canonical JSON writes this code point in just this way.
    var isCanonical: Bool

    /// Reads the escape whose backslash is at `offset`.
    init(_ input: Span<UInt8>, at offset: Int, inStringAt start: Int) throws(JSONSyntaxError) {
        guard offset + 1 < input.count else {
            throw JSONSyntaxError(reason: .unterminatedString, offset: start)
        }
        let letter = input[offset + 1]
        length = 2
        isCanonical = true
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
        case UInt8(ascii: "u"):
            let unit = try Self.unit(input, at: offset)
            length = 6
            scalar = unit
            if unit & 0xF800 == 0xD800 {
                scalar = try Self.pair(input, at: offset, first: unit)
                length = 12
            }
            isCanonical = Self.isCanonical(input, at: offset, scalar: scalar)
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
        guard scalar < 0x20, !(8...13).contains(scalar) || scalar == 0x0B else { return false }
        return input[offset + 5] < UInt8(ascii: "A") || input[offset + 5] >= UInt8(ascii: "a")
    }

    /// The value of the four digits of the `\u` at `offset`.
    private static func unit(
        _ input: Span<UInt8>, at offset: Int
    ) throws(JSONSyntaxError) -> UInt32 {
        guard offset + 6 <= input.count else {
            throw JSONSyntaxError(reason: .invalidUnicodeEscape, offset: offset)
        }
        var unit: UInt32 = 0
        for index in 2..<6 {
            guard let digit = digit(input[offset + index]) else {
                throw JSONSyntaxError(reason: .invalidUnicodeEscape, offset: offset)
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- 0x30)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- 0x57)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- 0x37)
        default: nil
        }
    }
}
