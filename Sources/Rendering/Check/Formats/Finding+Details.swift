import Findings

extension Finding {
    /// What belongs to a finding that warns or fails, under the words that every form uses.
    var details: [(label: String, text: String)] {
        let rows = [
            ("expected", expected), ("got", got), ("fix", fix), ("try", reproduce),
            ("spec", spec?.url),
        ]
        return rows.compactMap { label, text in
            guard let text, !text.isEmpty else { return nil }
            return (label, text)
        }
    }
}

extension VerdictCounts {
    /// How many findings there are.
    var total: Int { pass + warn + fail + skip }
}

extension Int {
    /// Milliseconds as seconds, with three places.
    var secondsText: String {
        let rest = String(abs(self) % 1000)
        let places = String(repeating: "0", count: 3 - rest.count) + rest
        return "\(self < 0 ? "-" : "")\(abs(self) / 1000).\(places)"
    }
}
