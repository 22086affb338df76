import FederationCore

/// What a table has no room for, in full below it.
enum DetailBlock {
    /// A heading, and below it each part that has words, behind its name.
    static func text(of heading: String, _ parts: [(name: String, words: String)]) -> String {
        var lines = [heading]
        for (name, words) in parts where !words.isEmpty {
            let space = String(repeating: " ", count: max(1, 10 - name.count))
            lines += Paragraph.lines(words.escapedForTerminal, first: "  " + name + space)
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
