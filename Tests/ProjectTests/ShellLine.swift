/// The calls of fedctl in a line for a shell.
enum ShellLine {
    /// The words of each call, `fedctl` the first; quotes are taken away, and what follows a `|`, a `>` or the end of
    /// a `$(…)` is no part of it.
    static func calls(in line: String) -> [[String]] {
        var calls: [[String]] = []
        var rest = line[...]
        while let found = rest.firstRange(of: "fedctl") {
            let before =
                found.lowerBound == line.startIndex
                ? " " : line[line.index(before: found.lowerBound)]
            let after = found.upperBound == line.endIndex ? " " : line[found.upperBound]
            rest = rest[found.upperBound...]
            guard " (`".contains(before), " )".contains(after) else { continue }
            calls.append(["fedctl"] + words(rest))
        }
        return calls
    }

    /// What stands in prose between single quotes and begins with `fedctl`, each as its words.
    static func quotedCalls(in text: String) -> [[String]] {
        text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.element.hasPrefix("fedctl ") && $0.element.count < 200 }
            .map { $0.element.split(separator: " ").map(String.init) }
    }

    private static func words(_ text: Substring) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    word = (word ?? "") + String(character)
                }
                continue
            }
            switch character {
            case "'", "\"":
                quote = character
                word = word ?? ""
            case " ":
                if let word { words.append(word) }
                word = nil
            case "|", ">", "<", ";", ")", "`", "&":
                return words + [word].compactMap(\.self)
            default: word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }
}
