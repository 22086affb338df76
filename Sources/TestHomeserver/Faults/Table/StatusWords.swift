/// A status and, behind a space, what belongs to it.
struct StatusWords {
    let status: Int
    let rest: String?

    /// Reads `text`; nil where it does not begin with a status of `range`.
    init?(_ text: String, in range: ClosedRange<Int>) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let first = parts.first, let status = Int(first), range.contains(status) else {
            return nil
        }
        self.status = status
        rest = parts.count == 2 ? String(parts[1]) : nil
    }
}
