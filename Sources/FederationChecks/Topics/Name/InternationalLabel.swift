import FederationCore

/// One part of a host name, as IDNA 2008 sees it.
///
/// Spec: <https://www.rfc-editor.org/rfc/rfc5891>
struct InternationalLabel {
    /// The part.
    let text: Substring

    /// Why registries and resolvers need not take the part; none where they do.
    var problem: String? {
        let hyphens = Array(text.utf8.dropFirst(2).prefix(2))
        guard hyphens == Array("--".utf8) else { return nil }
        guard text.lowercased().hasPrefix("xn--") else {
            return "hyphens at the third and fourth place, which are reserved"
        }
        guard let scalars = Punycode.decode(text.dropFirst(4)), let first = scalars.first,
            scalars.contains(where: { !$0.isASCII })
        else { return "it stands for no name in another script (punycode)" }
        if let bad = scalars.first(where: { !Self.isAllowed($0) }) {
            return "it stands for a name with U+\(Self.number(bad)), which IDNA 2008 does not allow"
        }
        if Self.isMark(first) { return "it stands for a name that begins with a combining mark" }
        return nil
    }

    private static func number(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    /// Whether the code point may stand in a name (RFC 5892): letters that are in lower case already,
    /// digits and marks, and a few by themselves.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0xB7, 0xDF, 0x375, 0x3C2, 0x5F3, 0x5F4, 0x6FD, 0x6FE, 0xF0B, 0x200C, 0x200D,
            0x3007, 0x30FB:
            return true
        case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
        default: break
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
            .decimalNumber:
            return !properties.changesWhenNFKCCaseFolded && !properties.isDefaultIgnorableCodePoint
        default: return false
        }
    }
}
