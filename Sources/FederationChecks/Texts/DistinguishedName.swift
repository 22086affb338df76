/// Reads the parts of a name in the form of RFC 2253 that a reader of a report wants to see.
enum DistinguishedName {
    /// The value of the first `CN=` of `name`; the whole name where there is none.
    static func commonName(of name: String) -> String {
        for part in parts(of: name) where part.lowercased().hasPrefix("cn=") {
            return unescaped(part.dropFirst(3))
        }
        return name
    }

    /// The parts between the commas and pluses that no backslash is before.
    private static func parts(of name: String) -> [Substring] {
        var parts: [Substring] = []
        var start = name.startIndex
        var index = start
        var isEscaped = false
        while index < name.endIndex {
            let character = name[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," || character == "+" {
                parts.append(name[start..<index])
                start = name.index(after: index)
            }
            index = name.index(after: index)
        }
        parts.append(name[start...])
        return parts.map { $0.drop { $0 == " " } }
    }

    /// The value without the backslashes before other than hexadecimal digits, which stay as they are.
    private static func unescaped(_ value: Substring) -> String {
        var text = ""
        var isEscaped = false
        for character in value {
            if !isEscaped, character == "\\" {
                isEscaped = true
                continue
            }
            if isEscaped, character.isHexDigit { text.append("\\") }
            text.append(character)
            isEscaped = false
        }
        return text
    }
}
