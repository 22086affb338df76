/// The word that was probably meant.
enum Suggestion {
    /// `; did you mean 'check'?` with the nearest of `words`; nothing where none is near.
    static func remark(for text: String, among words: [String]) -> String {
        let own = Array(text.lowercased().unicodeScalars.prefix(longest))
        let limit = max(1, own.count / 4)
        let near = words.map { (word: $0, distance: distance(own, Array($0.unicodeScalars))) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }
        return near.map { "; did you mean '\($0.word)'?" } ?? ""
    }

    /// Of a longer text only the beginning is compared.
    private static let longest = 64

    /// How many letters differ; two that changed places count once.
    private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var current = [row + 1]
            for column in other.indices {
                let isSame = one[row] == other[column]
                var least = min(
                    last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1],
                    one[row - 1] == other[column]
                {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[other.count]
    }
}
