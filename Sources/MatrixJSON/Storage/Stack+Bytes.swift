extension Stack where Element == UInt8 {
    /// Calls `read` with the bytes so far.
    @inline(__always)
    borrowing func withSpan<Result>(_ read: (Span<UInt8>) -> Result) -> Result {
        // The span is borrowed together with the stack, which cannot change while `read` runs.
        read(unsafe UnsafeBufferPointer(start: storage, count: count).span)
    }

    /// Appends the first `added` of the eight bytes of `word`, the lowest of which is the first.
    @inline(__always)
    mutating func append(word: UInt64, count added: Int) {
        precondition(added >= 0 && added <= 8)
        if count + 8 > capacity { grow(to: max(capacity * 2, count + 8)) }
        // There is room for all eight; what is not wanted is written over by what comes next.
        unsafe UnsafeMutableRawPointer(storage + count).storeBytes(
            of: word.littleEndian, as: UInt64.self)
        count += added
    }

    /// Appends the bytes of `bytes` from `start` to `end`.
    mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        let part = bytes.extracting(start..<end)
        if count + part.count > capacity { grow(to: max(capacity * 2, count + part.count)) }
        unsafe part.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            unsafe (storage + count).initialize(from: first, count: source.count)
        }
        count += part.count
    }
}
