import FederationCore

/// Writes elements of XML or HTML, a line each, with everything escaped that is text.
struct MarkupWriter {
    /// What was written.
    private(set) var text = ""
    private var depth = 0

    /// A line as it stands.
    mutating func line(_ line: String) {
        text += String(repeating: "  ", count: depth) + line + "\n"
    }

    /// The beginning of an element that holds others.
    mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        line("<\(name)\(Self.words(attributes))>")
        depth += 1
    }

    /// The end of an element that holds others.
    mutating func close(_ name: String) {
        depth -= 1
        line("</\(name)>")
    }

    /// An element that holds nothing.
    mutating func empty(_ name: String, _ attributes: [(String, String)] = []) {
        line("<\(name)\(Self.words(attributes))/>")
    }

    /// An element that holds text, and no white space around it.
    mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], _ content: String
    ) {
        line("<\(name)\(Self.words(attributes))>\(Self.escaped(content))</\(name)>")
    }

    /// An element that holds lines of text; a line feed within one of them ends no line of the file.
    mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], lines: [String]
    ) {
        let content = lines.map(Self.escaped).joined(separator: "\n")
        line("<\(name)\(Self.words(attributes))>\(content)</\(name)>")
    }

    private static func words(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    /// `text` as character data or as the value of an attribute.
    ///
    /// What XML 1.0 cannot hold, and what would change how a reader sees the rest, is written as
    /// its code point. A line feed becomes a reference: a CI system that reads commands at the
    /// beginning of a line must find none there that a remote host wrote.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped += "&#\(scalar.value);"
            default:
                if String(scalar).escapedForTerminal == String(scalar),
                    scalar.value & 0xFFFE != 0xFFFE
                {
                    escaped.unicodeScalars.append(scalar)
                } else {
                    escaped += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                }
            }
        }
        return escaped
    }
}
