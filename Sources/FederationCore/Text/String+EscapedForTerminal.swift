extension String {
    /// The text with everything that could steer a terminal, or mislead its reader, made visible.
    ///
    /// Control characters (C0, DEL, C1), line and paragraph separators, and the characters that change the direction of
    /// text or are not seen at all are written as `\u{XX}`; everything else stays as it is.
    public var escapedForTerminal: String {
        guard unicodeScalars.contains(where: Self.isUnsafe) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if Self.isUnsafe(scalar) {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // C0, DEL and C1 controls.
        case 0x00...0x1F, 0x7F...0x9F: true
        // Soft hyphen, Arabic letter mark, zero-width and direction marks, separators.
        case 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        // Tags, and the interlinear marks.
        case 0xE0000...0xE007F, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
