/// A piece of a canonical document: bytes of the input, rewritten bytes, or a sorted object or a
/// broken array whose pieces follow one another in the store.
struct CanonicalPiece: BitwiseCopyable {
    enum Source: UInt8 {
        case input
        case rewritten
        case store
    }

    var start: UInt32
    var end: UInt32
    var source: Source
    /// What the first byte becomes, or zero where it stays.
    ///
    /// A member is kept with the byte before its key, so that there is room for the comma or brace
    /// that it needs where it comes to stand.
    var opening: UInt8 = 0

    @inline(__always)
    init(_ source: Source, _ start: Int, _ end: Int, opening: UInt8 = 0) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.source = source
        self.opening = opening
    }
}
