/// Breaks running text into lines.
enum Paragraph {
    /// The widest line of running text.
    static let width = 78

    /// The lines of `text`: the first behind `first`, the others behind as many spaces, or behind
    /// `rest`.
    static func lines(_ text: String, first: String = "", rest: String? = nil) -> [String] {
        let rest = rest ?? String(repeating: " ", count: first.count)
        var lines: [String] = []
        var line = first
        var isBegun = false
        for word in text.split(separator: " ") {
            if isBegun, line.count + 1 + word.count > width {
                lines.append(line)
                line = rest
                isBegun = false
            }
            line += isBegun ? " \(word)" : String(word)
            isBegun = true
        }
        return lines + [line]
    }
}
