/// A run of characters that take more than one byte.
enum UTF8Run {
    /// Reads the characters of two and more bytes from `start` on.
    ///
    /// - Returns: The offset of the first byte below 0x80, or the end of the input.
    static func end(_ input: Span<UInt8>, from start: Int) throws(JSONSyntaxError) -> Int {
        var offset = start
        while offset < input.count {
            let lead = input[offset]
            if lead < 0x80 { break }
            let length: Int
            // The second byte is bounded so that nothing is overlong, a surrogate or beyond U+10FFFF.
            var lowest: UInt8 = 0x80
            var highest: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0:
                length = 3
                lowest = 0xA0
            case 0xED:
                length = 3
                highest = 0x9F
            case 0xE1...0xEF: length = 3
            case 0xF0:
                length = 4
                lowest = 0x90
            case 0xF1...0xF3: length = 4
            case 0xF4:
                length = 4
                highest = 0x8F
            default: throw JSONSyntaxError(reason: .invalidUTF8, offset: offset)
            }
            guard offset + length <= input.count, input[offset + 1] >= lowest,
                input[offset + 1] <= highest
            else { throw JSONSyntaxError(reason: .invalidUTF8, offset: offset) }
            var index = 2
            while index < length {
                guard input[offset + index] & 0xC0 == 0x80 else {
                    throw JSONSyntaxError(reason: .invalidUTF8, offset: offset)
                }
                index += 1
            }
            offset += length
        }
        return offset
    }
}
