/// A member of an object that is still open.
struct CanonicalMember: BitwiseCopyable {
    /// The key with its colon, and the byte before it.
    var head: CanonicalPiece
    var value: CanonicalPiece

    /// Whether the whole member is one piece of the input.
    @inline(__always)
    var isVerbatim: Bool {
        head.source == .input && value.source == .input && head.end == value.start
    }
}
