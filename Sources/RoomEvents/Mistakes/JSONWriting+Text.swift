import MatrixJSON

extension JSONWriting {
    /// Writes a string with its quotes.
    func writeText(_ text: String, to output: inout [UInt8]) {
        guard !escapes.isEmpty else {
            output += JSONValue.string(text).canonicalBytes()
            return
        }
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars { write(scalar, to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    private func write(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        switch scalar {
        case "\"", "\\": output += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
        case "/" where escapes.contains(.slash): output += Array("\\/".utf8)
        default:
            if let short = Self.shortEscape(scalar), !escapes.contains(.longControls) {
                output += [UInt8(ascii: "\\"), short]
            } else if isEscaped(scalar) {
                for unit in String(scalar).utf16 { writeEscape(unit, to: &output) }
            } else {
                output += Array(String(scalar).utf8)
            }
        }
    }

    private func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F: true
        case 0x3C, 0x3E, 0x26: escapes.contains(.html)
        case 0x7F: escapes.contains(.delete)
        case 0x2028, 0x2029:
            !escapes.isDisjoint(with: [.html, .nonASCII, .lineSeparators])
        case 0x80...: escapes.contains(.nonASCII)
        default: false
        }
    }

    private func writeEscape(_ unit: UInt16, to output: inout [UInt8]) {
        let digits = String(unit, radix: 16, uppercase: escapes.contains(.capitals))
        output += Array("\\u".utf8)
        output += [UInt8](repeating: UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        output += Array(digits.utf8)
    }

    /// The letter of a control character's short escape.
    private static func shortEscape(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }
}
