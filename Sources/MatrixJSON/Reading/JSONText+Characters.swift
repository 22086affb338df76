// Single characters; the first byte is the lowest of the word.
extension JSONText {
    /// A character as it stands in a canonical string.
    static func canonical(_ scalar: UInt32) -> (word: UInt64, count: Int) {
        switch scalar {
        case 0x22, 0x5C: return escape(UInt8(truncatingIfNeeded: scalar))
        case 0x08: return escape(UInt8(ascii: "b"))
        case 0x09: return escape(UInt8(ascii: "t"))
        case 0x0A: return escape(UInt8(ascii: "n"))
        case 0x0C: return escape(UInt8(ascii: "f"))
        case 0x0D: return escape(UInt8(ascii: "r"))
        case 0..<0x20:
            // The bytes of \u00, then two lower-case digits.
            let high = UInt64(0x30 + (scalar >> 4))
            let low = UInt64(scalar & 15)
            return (0x3030_755C | high << 32 | (low + (low < 10 ? 0x30 : 0x57)) << 40, 6)
        default: return utf8(scalar)
        }
    }

    private static func escape(_ letter: UInt8) -> (word: UInt64, count: Int) {
        (UInt64(letter) << 8 | UInt64(backslash), 2)
    }

    /// The UTF-8 of a code point that is no surrogate.
    @inline(__always)
    static func utf8(_ scalar: UInt32) -> (word: UInt64, count: Int) {
        let bits = UInt64(scalar)
        if scalar < 0x80 { return (bits, 1) }
        let last = bits & 0x3F
        if scalar < 0x800 { return (0x80C0 | bits &>> 6 | last &<< 8, 2) }
        let middle = bits &>> 6 & 0x3F
        if scalar < 0x10000 {
            return (0x80_80E0 | bits &>> 12 | middle &<< 8 | last &<< 16, 3)
        }
        let second = bits &>> 12 & 0x3F
        return (0x8080_80F0 | bits &>> 18 | second &<< 8 | middle &<< 16 | last &<< 24, 4)
    }
}
