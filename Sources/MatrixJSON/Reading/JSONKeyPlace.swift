/// A key where sorting has put it.
struct JSONKeyPlace: BitwiseCopyable {
    /// The first eight bytes of the key.
    var prefix: UInt64
    /// Which key of its object it is.
    var index: UInt32

    @inline(__always)
    init(prefix: UInt64, index: Int) {
        self.prefix = prefix
        self.index = UInt32(truncatingIfNeeded: index)
    }
}
