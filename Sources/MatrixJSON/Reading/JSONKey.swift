/// A key of an object that is still open.
struct JSONKey: BitwiseCopyable {
    /// The first eight bytes after unescaping, the first the highest; zero where there are fewer.
    var prefix: UInt64
    /// Where the unescaped bytes begin, in the input or among the decoded bytes.
    var start: UInt32
    /// The number of unescaped bytes.
    var length: UInt32
    /// The offset of the opening quote in the input.
    var offset: UInt32
    /// Whether the unescaped bytes are among the decoded bytes.
    var isDecoded: Bool
}
