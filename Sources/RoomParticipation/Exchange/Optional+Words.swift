import MatrixJSON

extension Optional<JSONElement> {
    /// The value as it stands, or `nothing`.
    var excerpt: String { map(\.excerpt) ?? "nothing" }

    /// What it is, or `nothing`.
    var words: String { map(\.words) ?? "nothing" }

    /// Whether it is a string of exactly these bytes.
    func isText(_ text: String) -> Bool {
        self?.stringBytes?.elementsEqual(text.utf8) ?? false
    }
}
