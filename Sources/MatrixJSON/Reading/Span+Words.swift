extension Span<UInt8> {
    /// The eight bytes from `offset` on; the first is the lowest.
    ///
    /// Traps where there are fewer.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        // `unsafe` by name only: any eight bytes are a UInt64, and the load checks its bounds.
        UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The four bytes from `offset` on; the first is the lowest.
    ///
    /// Traps where there are fewer.
    @inline(__always)
    func halfWord(at offset: Int) -> UInt32 {
        // As above.
        UInt32(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The bytes from `offset` on, of which there are fewer than eight, and then zeros.
    @inline(never)
    func rest(at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        var index = 0
        while index < 8, offset + index < count {
            word |= UInt64(self[offset + index]) << UInt64(8 * index)
            index += 1
        }
        return word
    }
}
