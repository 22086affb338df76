extension JSONParser where Builder: ~Copyable {
    /// The offset of the first byte of the document's value.
    static func begin(_ input: Span<UInt8>) throws(JSONSyntaxError) -> Int {
        guard input.count <= JSONLimits.length else {
            throw JSONSyntaxError(reason: .tooLong, offset: JSONLimits.length)
        }
        if input.count >= 3, input[0] == 0xEF, input[1] == 0xBB, input[2] == 0xBF {
            throw JSONSyntaxError(reason: .byteOrderMark, offset: 0)
        }
        let offset = skipSpace(input, from: 0)
        guard offset < input.count else {
            throw JSONSyntaxError(reason: .empty, offset: offset)
        }
        return offset
    }

    /// Nothing but white space may follow the document.
    static func end(_ input: Span<UInt8>, from offset: Int) throws(JSONSyntaxError) {
        let offset = skipSpace(input, from: offset)
        guard offset == input.count else {
            throw JSONSyntaxError(reason: .trailingData, offset: offset)
        }
    }

    /// The offset of the first byte from `offset` on that is no white space.
    @inline(__always)
    static func skipSpace(_ input: Span<UInt8>, from offset: Int) -> Int {
        if offset < input.count, input[offset] > 0x20 { return offset }
        return skipMoreSpace(input, from: offset)
    }

    @inline(never)
    private static func skipMoreSpace(_ input: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset < input.count {
            switch input[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return offset
            }
        }
        return offset
    }

    @inline(__always)
    mutating func literal(
        _ input: Span<UInt8>, at offset: inout Int, _ word: StaticString, _ kind: JSONKind
    ) throws(JSONSyntaxError) -> Builder.Value {
        let start = offset
        let isWord: Bool
        if word.utf8CodeUnitCount == 4 {
            isWord =
                start + 4 <= input.count
                && input.halfWord(at: start) == (kind == .null ? 0x6C6C_756E : 0x6575_7274)
        } else {
            isWord = start + 5 <= input.count && input.halfWord(at: start + 1) == 0x6573_6C61
        }
        guard isWord else {
            throw Self.noWord(input, at: start)
        }
        offset = start + word.utf8CodeUnitCount
        return builder.literal(kind, start: start, end: offset)
    }
}

extension JSONParser where Builder: ~Copyable {
    @inline(never)
    static func unexpected(
        _ input: Span<UInt8>, at offset: Int, expected: JSONSyntaxError.Expectation
    ) -> JSONSyntaxError {
        guard offset < input.count else {
            return JSONSyntaxError(reason: .unexpectedEnd(expected: expected), offset: offset)
        }
        return JSONSyntaxError(
            reason: .unexpectedByte(input[offset], expected: expected), offset: offset)
    }

    @inline(never)
    static func noWord(_ input: Span<UInt8>, at offset: Int) -> JSONSyntaxError {
        JSONSyntaxError(reason: .invalidLiteral, offset: offset)
    }

    @inline(never)
    static func noKey(
        _ input: Span<UInt8>, at offset: Int, expected: JSONSyntaxError.Expectation
    ) -> JSONSyntaxError {
        if expected == .key, offset < input.count, input[offset] == UInt8(ascii: "}") {
            return JSONSyntaxError(
                reason: .trailingComma, offset: lastByte(input, before: offset))
        }
        return unexpected(input, at: offset, expected: expected)
    }

    @inline(never)
    func noValue(_ input: Span<UInt8>, at offset: Int) -> JSONSyntaxError {
        var expected = JSONSyntaxError.Expectation.value
        if !frames.isEmpty, !frames[frames.count - 1].isObject {
            let frame = frames[frames.count - 1]
            let before = Self.lastByte(input, before: offset)
            if before == frame.start { expected = .valueOrEnd }
            if input[before] == UInt8(ascii: ","), offset < input.count,
                input[offset] == UInt8(ascii: "]")
            {
                return JSONSyntaxError(reason: .trailingComma, offset: before)
            }
        }
        return Self.unexpected(input, at: offset, expected: expected)
    }

    /// The offset of the last byte before `offset` that is no white space.
    private static func lastByte(_ input: Span<UInt8>, before offset: Int) -> Int {
        var last = offset - 1
        while last > 0, input[last] <= 0x20 { last -= 1 }
        return last
    }

    /// An equal key in an object that is still open may come before the mistake that was met.
    @inline(never)
    mutating func firstMistake(
        _ input: Span<UInt8>, _ error: JSONSyntaxError
    ) -> JSONSyntaxError {
        var first = error
        var end = keys.count
        for depth in stride(from: frames.count - 1, through: 0, by: -1) where frames[depth].isObject
        {
            let frame = frames[depth]
            let repeated = keys.sort(input, from: frame.keyBase, to: end)
            if let repeated, Int(repeated.offset) < first.offset {
                first = duplicate(input, repeated)
            }
            end = frame.keyBase
        }
        return first
    }

    func duplicate(_ input: Span<UInt8>, _ key: JSONKey) -> JSONSyntaxError {
        let name = String(decoding: keys.bytes(input, of: key), as: UTF8.self)
        return JSONSyntaxError(reason: .duplicateKey(name), offset: Int(key.offset))
    }
}
