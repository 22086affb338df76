/// Keeps a cell of a table as wide as a terminal can bear.
enum BoundedText {
    /// The widest cell of running text.
    static let width = 60

    /// The text, cut where it is too long, which three dots say.
    static func cut(_ text: String) -> String {
        isTooLong(text) ? text.prefix(width - 1) + "…" : text
    }

    /// Whether the text is cut.
    static func isTooLong(_ text: String) -> Bool {
        text.count > width
    }
}
