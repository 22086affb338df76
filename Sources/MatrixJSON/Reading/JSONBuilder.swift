/// What `JSONParser` makes of a document.
///
/// The parser knows the grammar, checks keys and depth, and tells a builder what it reads, in the
/// order of the document. Offsets are offsets of the input.
protocol JSONBuilder: ~Copyable {
    /// What a value becomes.
    associatedtype Value
    /// What the builder keeps of an object or array that is still open.
    associatedtype Frame: BitwiseCopyable

    /// Reads the string whose opening quote is at `offset`, and moves `offset` behind it.
    mutating func string(
        _ input: Span<UInt8>, at offset: inout Int
    ) throws(JSONSyntaxError) -> Value
    /// Reads the number whose first byte is at `offset`, and moves `offset` behind it.
    mutating func number(
        _ input: Span<UInt8>, at offset: inout Int
    ) throws(JSONSyntaxError) -> Value
    /// Takes `true`, `false` or `null`.
    mutating func literal(_ kind: JSONKind, start: Int, end: Int) -> Value

    mutating func openObject(at offset: Int) -> Frame
    mutating func openArray(at offset: Int) -> Frame
    /// Takes a key; its value follows.
    mutating func key(
        _ input: Span<UInt8>, _ key: JSONKeyToken, in frame: inout Frame
    ) throws(JSONSyntaxError)
    /// Takes the value of the last key.
    mutating func member(_ value: Value, in frame: inout Frame)
    mutating func element(_ value: Value, start: Int, end: Int, in frame: inout Frame)
    /// Ends an object, whose keys are those of `keys` from `base` on: in ascending order as they
    /// stand, or else in the order of `keys.order`.
    mutating func closeObject(
        _ input: Span<UInt8>, at offset: Int, frame: Frame,
        keys: borrowing JSONKeyStack, base: Int, isAscending: Bool, isRoot: Bool
    ) -> Value
    mutating func closeArray(at offset: Int, frame: Frame) -> Value
}
