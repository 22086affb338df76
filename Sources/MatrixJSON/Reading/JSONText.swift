/// Strings of JSON: the bytes between two quotes.
enum JSONText {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    /// The highest bit of every byte that ends a run of plain ASCII.
    ///
    /// That is a quote, a backslash, a control character or a byte of a longer character. Exact for the
    /// lowest such byte.
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
        let offset = plainEnd(input, from: start + 1)
        if offset < input.count, input[offset] == quote {
            return JSONStringToken(end: offset + 1, hasEscapes: false, isCanonical: true)
        }
        return try scanRest(input, start: start, from: offset)
    }

    /// The offset of the first byte from `offset` on that is no plain ASCII.
    ///
    /// Among the last seven bytes of the input it may stop at one that is.
    @inline(__always)
    static func plainEnd(_ input: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset &+ 8 <= input.count {
            let marks = marks(input.word(at: offset))
            if marks != 0 { return offset &+ marks.trailingZeroBitCount &>> 3 }
            offset &+= 8
        }
        return offset
    }

    /// Reads on from `from`, where any byte may stand.
    @inline(never)
    private static func scanRest(
        _ input: Span<UInt8>, start: Int, from: Int
    ) throws(JSONSyntaxError) -> JSONStringToken {
        var nothing = NoBytes()
        return try read(input, start: start, from: from, as: .asItStands, to: &nothing)
    }

    /// The same, but ends at the first escape that canonical JSON writes in another way.
    @inline(never)
    static func scanCanonicalRest(
        _ input: Span<UInt8>, start: Int, from: Int
    ) throws(JSONSyntaxError) -> JSONStringToken {
        var nothing = NoBytes()
        return try read(input, start: start, from: from, as: .asLongAsCanonical, to: &nothing)
    }

    /// Writes a string without its quotes, from `from` on, with its escapes as canonical JSON has them.
    ///
    /// - Returns: The offset behind the closing quote.
    @inline(never)
    static func copyCanonical(
        _ input: Span<UInt8>, start: Int, from: Int, to output: inout Stack<UInt8>
    ) throws(JSONSyntaxError) -> Int {
        try read(input, start: start, from: from, as: .canonical, to: &output).end
    }

    /// Writes what a string stands for.
    ///
    /// - Returns: The offset behind the closing quote.
    @inline(never)
    static func copyUnescaped(
        _ input: Span<UInt8>, start: Int, to output: inout Stack<UInt8>
    ) throws(JSONSyntaxError) -> Int {
        try read(input, start: start, from: start + 1, as: .unescaped, to: &output).end
    }

    /// What a string stands for, in a document that was read before.
    static func unescaped(_ input: Span<UInt8>, start: Int, end: Int) -> [UInt8] {
        var text = Stack<UInt8>(capacity: end - start + 8)
        do {
            _ = try copyUnescaped(input, start: start, to: &text)
        } catch {
            preconditionFailure("a string that was read before cannot be read again: \(error)")
        }
        return text.withSpan { text in
            OutputBytes.array(capacity: text.count) { output in
                output.append(text, from: 0, to: text.count, opening: 0)
            }
        }
    }
}
