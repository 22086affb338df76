import FederationCore

/// Remembers which bytes were tried, so that none are tried twice.
struct SeenBytes {
    private var digests: Set<[UInt8]>

    /// Begins with the right bytes, which are known not to match.
    init(_ right: [UInt8]) {
        digests = [sha256(right) + [0]]
    }

    /// Whether this was not tried before.
    mutating func isNew(_ bytes: [UInt8], _ finish: EventSpelling.Finish) -> Bool {
        // Hexadecimal digits are made of the same bytes, and are another candidate.
        if case .hexadecimal = finish { return digests.insert(sha256(bytes) + [1]).inserted }
        return digests.insert(sha256(bytes) + [0]).inserted
    }
}
