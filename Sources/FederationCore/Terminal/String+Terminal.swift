extension String {
    /// The text with everything visible that would command a terminal, break a line or turn the
    /// direction of reading.
    ///
    /// Line feed, carriage return and tab become `\n`, `\r` and `\t`; other control characters, those
    /// of C1 too, the bidirectional controls, the line and paragraph separators and the invisible
    /// tags become `\u{…}` with their number. Everything else stays.
    public var escapedForTerminal: String {
        guard unicodeScalars.contains(where: \.isDangerousOnTerminal) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.isDangerousOnTerminal:
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether a terminal does something else with the character than show it.
    fileprivate var isDangerousOnTerminal: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, delete, C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional
        case 0x2028, 0x2029: true  // separators
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true  // invisible
        default: false
        }
    }
}
