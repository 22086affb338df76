/// What the canonical builder keeps of an object or array that is still open.
struct CanonicalFrame: BitwiseCopyable {
    /// The offset of its opening brace or bracket.
    var start: Int
    /// The number of members or pieces that belong to what encloses it.
    var base: Int
    /// Up to where the input could be copied as it is, as long as `isVerbatim`.
    var expected: Int
    /// Whether everything so far is canonical as it stands.
    var isVerbatim = true
    /// Where the run of elements that is copied as it is began, and what its first byte becomes.
    var run: CanonicalPiece
}
