/// A key with the colon and the white space that follow it.
struct JSONKeyToken {
    /// The offset of the opening quote.
    var start: Int
    /// The offset behind the closing quote.
    var end: Int
    /// Whether a colon and a value follow without white space.
    var isCompact: Bool
    /// Whether the string has escapes.
    var hasEscapes: Bool
    /// Whether the string is written as canonical JSON writes it.
    var isCanonical: Bool
}
