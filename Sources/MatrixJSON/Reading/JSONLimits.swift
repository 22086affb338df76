/// The bounds of what is read.
enum JSONLimits {
    /// How deep objects and arrays may be nested.
    static let depth = 512
    /// The largest integer of canonical JSON, 2^53−1; its negative is the smallest.
    static let largestInteger: UInt64 = 9_007_199_254_740_991
    /// The longest document, a gibibyte.
    ///
    /// Offsets are kept in 32 bits, those of the canonical form too, which may be three times as long:
    /// `1e15` is written with sixteen digits.
    static let length = 1 << 30
}
