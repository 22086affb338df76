extension JSONText {
    /// How a string is read and written.
    enum Form {
        /// Only judged.
        case asItStands
        /// Only judged, up to the first escape that canonical JSON writes in another way.
        case asLongAsCanonical
        /// With the escapes of canonical JSON.
        case canonical
        /// With the characters that the escapes stand for.
        case unescaped
    }

    /// Reads a string up to its closing quote, eight bytes at a time.
    ///
    /// - Parameters:
    ///   - input: The document.
    ///   - start: The offset of the opening quote.
    ///   - from: The offset to begin at, between two characters.
    ///   - form: How it is written.
    ///   - sink: Where it is written, without its quotes.
    /// - Returns: The string; its end is that of what was read.
    /// - Throws: The first mistake of the string.
    @inline(__always)
    static func read<Sink: ByteSink & ~Copyable>(
        _ input: Span<UInt8>, start: Int, from: Int, as form: Form, to sink: inout Sink
    ) throws(JSONSyntaxError) -> JSONStringToken {
        let rows = UTF8Automaton.rows
        let rowSpan = rows.span
        // Known here, it need not be looked at for every byte.
        precondition(rowSpan.count == 256)
        var token = JSONStringToken(end: from, hasEscapes: false, isCanonical: true)
        var offset = from
        var state = UTF8Automaton.accepting
        while true {
            var word = offset &+ 8 <= input.count ? input.word(at: offset) : input.rest(at: offset)
            let stops = stops(word)
            let length = stops == 0 ? 8 : stops.trailingZeroBitCount &>> 3
            if length < 8 { word &= ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* length)) }
            sink.append(word: word, count: length)
            if state | (word & 0x8080_8080_8080_8080) != 0 {
                // What was masked reads as U+0000, which leaves a state alone that is good.
                state = UTF8Automaton.step(state, word, rowSpan)
            }
            offset &+= length
            if length == 8 { continue }
            guard state == UTF8Automaton.accepting else {
                throw JSONSyntaxError(
                    reason: .invalidUTF8, offset: UTF8Automaton.firstMistake(input, from: from))
            }
            guard offset < input.count else {
                throw JSONSyntaxError(reason: .unterminatedString, offset: start)
            }
            let stop = input[offset]
            if stop == quote {
                token.end = offset &+ 1
                return token
            }
            guard stop == backslash else {
                throw JSONSyntaxError(reason: .controlCharacter(stop), offset: offset)
            }
            token.hasEscapes = true
            // Where one character is escaped, the next one often is.
            repeat {
                let escape = try JSONEscape(input, at: offset, inStringAt: start)
                if !escape.isCanonical {
                    token.isCanonical = false
                    if form == .asLongAsCanonical {
                        token.end = offset
                        return token
                    }
                }
                if form == .canonical || form == .unescaped {
                    let text =
                        form == .unescaped || escape.scalar >= 0x80
                        ? utf8(escape.scalar) : canonical(escape.scalar)
                    sink.append(word: text.word, count: text.count)
                }
                offset &+= escape.length
            } while offset < input.count && input[offset] == backslash
        }
    }

    /// The highest bit of every quote, backslash and control character; exact for the lowest.
    @inline(__always)
    private static func stops(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ 0x2222_2222_2222_2222
        let backslashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let controls = word &- 0x2020_2020_2020_2020
        return ((quotes &- ones) | (backslashes &- ones) | controls) & ~word & highs
    }
}
