/// One value or key of a document.
///
/// The nodes of a document stand in the order of the document: an object is followed by its first
/// key, that by its value, and so on.
struct JSONNode {
    /// The offset of its first byte.
    var start: UInt32
    /// The offset behind its last byte.
    var end: UInt32
    /// The index of the node behind it and everything inside it.
    var next: UInt32
    var kind: JSONKind
    /// Whether it is a string with escapes.
    var hasEscapes = false

    @inline(__always)
    init(_ kind: JSONKind, start: Int, end: Int, next: Int, hasEscapes: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        self.kind = kind
        self.hasEscapes = hasEscapes
    }
}
