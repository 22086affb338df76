extension JSONText {
    /// Appends what the string from its quote at `start` to the quote before `end` stands for.
    ///
    /// The string has been read before.
    static func appendUnescaped(
        _ input: Span<UInt8>, start: Int, end: Int, to output: inout [UInt8]
    ) {
        append(input, start: start, end: end, to: &output) { scalar, output in
            appendUTF8(scalar, to: &output)
        }
    }

    /// Appends the string, with its quotes, as canonical JSON writes it.
    ///
    /// It has been read before.
    static func appendCanonical(
        _ input: Span<UInt8>, start: Int, end: Int, to output: inout [UInt8]
    ) {
        output.append(quote)
        append(input, start: start, end: end, to: &output) { scalar, output in
            appendCanonical(scalar, to: &output)
        }
        output.append(quote)
    }

    @inline(__always)
    private static func append(
        _ input: Span<UInt8>, start: Int, end: Int, to output: inout [UInt8],
        escape: (UInt32, inout [UInt8]) -> Void
    ) {
        var offset = start + 1
        while offset < end - 1 {
            if input[offset] == backslash,
                let read = try? JSONEscape(input, at: offset, inStringAt: start)
            {
                // The string has been read before, so that the escape is one.
                escape(read.scalar, &output)
                offset += read.length
            } else {
                output.append(input[offset])
                offset += 1
            }
        }
    }

    /// Appends one character as it stands in a canonical string.
    static func appendCanonical(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0x22, 0x5C:
            output.append(backslash)
            output.append(UInt8(truncatingIfNeeded: scalar))
        case 0x08: appendEscape("b", to: &output)
        case 0x09: appendEscape("t", to: &output)
        case 0x0A: appendEscape("n", to: &output)
        case 0x0C: appendEscape("f", to: &output)
        case 0x0D: appendEscape("r", to: &output)
        case 0..<0x20:
            appendEscape("u", to: &output)
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: scalar >> 4))
            let low = UInt8(truncatingIfNeeded: scalar & 15)
            output.append(low < 10 ? 0x30 + low : 0x57 + low)
        default: appendUTF8(scalar, to: &output)
        }
    }

    private static func appendEscape(_ letter: Unicode.Scalar, to output: inout [UInt8]) {
        output.append(backslash)
        output.append(UInt8(ascii: letter))
    }

    /// Appends a code point that is no surrogate.
    static func appendUTF8(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            output.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            output.append(continuation(scalar))
        case 0x800..<0x10000:
            output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            output.append(continuation(scalar >> 6))
            output.append(continuation(scalar))
        default:
            output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            output.append(continuation(scalar >> 12))
            output.append(continuation(scalar >> 6))
            output.append(continuation(scalar))
        }
    }

    @inline(__always)
    private static func continuation(_ bits: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: 0x80 | bits & 0x3F)
    }
}
