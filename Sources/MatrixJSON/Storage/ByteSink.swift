/// Where the bytes of a string go while it is read.
protocol ByteSink: ~Copyable {
    /// Takes the first `count` of the eight bytes of `word`, the lowest of which is the first.
    mutating func append(word: UInt64, count: Int)
}

extension Stack: ByteSink where Element == UInt8 {}
