/// A string that was read.
struct JSONStringToken {
    /// The offset behind the closing quote.
    var end: Int
    /// Whether it has escapes.
    var hasEscapes: Bool
    /// Whether it is written as canonical JSON writes it.
    var isCanonical: Bool
}
