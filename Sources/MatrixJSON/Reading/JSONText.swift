/// Strings of JSON: the bytes between two quotes.
enum JSONText {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    /// The highest bit of every byte that ends a run of plain ASCII: a quote, a backslash, a
    /// control character or a byte of a longer character.
    ///
    /// Exact for the lowest such byte.
    @inline(__always)
    static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ 0x2222_2222_2222_2222
        let backslashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let controls = word &- 0x2020_2020_2020_2020
        return ((quotes &- ones) | (backslashes &- ones) | controls | word) & highs
    }

    /// Reads the string whose opening quote is at `start`.
    @inline(__always)
    static func scan(
        _ input: Span<UInt8>, at start: Int
    ) throws(JSONSyntaxError) -> JSONStringToken {
        var offset = start + 1
        while offset + 8 <= input.count {
            let marks = marks(input.word(at: offset))
            if marks != 0 {
                offset += marks.trailingZeroBitCount &>> 3
                if input[offset] == quote {
                    return JSONStringToken(end: offset + 1, hasEscapes: false, isCanonical: true)
                }
                break
            }
            offset += 8
        }
        return try scanRest(input, start: start, from: offset)
    }

    /// Reads on from `offset`, where any byte may stand.
    @inline(never)
    static func scanRest(
        _ input: Span<UInt8>, start: Int, from: Int
    ) throws(JSONSyntaxError) -> JSONStringToken {
        var offset = from
        var hasEscapes = false
        var isCanonical = true
        while offset < input.count {
            let byte = input[offset]
            switch byte {
            case quote:
                return JSONStringToken(
                    end: offset + 1, hasEscapes: hasEscapes, isCanonical: isCanonical)
            case backslash:
                hasEscapes = true
                let escape = try JSONEscape(input, at: offset, inStringAt: start)
                if !escape.isCanonical { isCanonical = false }
                offset += escape.length
            case 0..<0x20:
                throw JSONSyntaxError(reason: .controlCharacter(byte), offset: offset)
            case 0x80...:
                offset = try UTF8Run.end(input, from: offset)
            default:
                offset += 1
                while offset + 8 <= input.count {
                    let marks = marks(input.word(at: offset))
                    if marks != 0 {
                        offset += marks.trailingZeroBitCount &>> 3
                        break
                    }
                    offset += 8
                }
            }
        }
        throw JSONSyntaxError(reason: .unterminatedString, offset: start)
    }
}
