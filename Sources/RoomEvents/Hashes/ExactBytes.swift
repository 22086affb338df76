/// A name that is looked for in the bytes of events.
struct ExactBytes: Sendable, Hashable {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Whether the name stands in `other` at `range`, and nothing else does.
    func stands(in other: [UInt8], at range: Range<Int>) -> Bool {
        guard range.count == bytes.count else { return false }
        var offset = range.lowerBound
        for byte in bytes {
            if other[offset] != byte { return false }
            offset += 1
        }
        return true
    }
}
