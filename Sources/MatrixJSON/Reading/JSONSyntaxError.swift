/// The first mistake of a JSON document, and where it is.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What is wrong.
    public let reason: Reason
    /// Where it is wrong: the number of bytes before the first byte of the offending token, number,
    /// escape or character, or of the second of two equal keys.
    public let offset: Int

    /// A mistake at an offset.
    public init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// The mistake in words, as it follows `fedctl: `.
    public var description: String { "byte \(offset): \(reason)" }
}
