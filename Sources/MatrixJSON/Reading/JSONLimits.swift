/// The bounds of what is read.
enum JSONLimits {
    /// How deep objects and arrays may be nested.
    static let depth = 512
    /// The largest integer of canonical JSON, 2^53−1; its negative is the smallest.
    static let largestInteger: UInt64 = 9_007_199_254_740_991
    /// The longest document: offsets are kept in 32 bits.
    static let length = Int(UInt32.max) - 1
}
