/// A sink for a string that is only judged.
struct NoBytes: ByteSink {
    @inline(__always)
    mutating func append(word: UInt64, count: Int) {}
}
