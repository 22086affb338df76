/// A text that is compared byte by byte.
///
/// Swift's own strings are equal where they are canonically equivalent, as a composed and a
/// decomposed `é` are; identifiers of Matrix are not.
public struct ExactText: Sendable, Hashable {
    /// The text.
    public let string: String

    /// Takes the text as it is.
    public init(_ string: String) {
        self.string = string
    }

    /// Whether both are the same bytes.
    public static func == (left: ExactText, right: ExactText) -> Bool {
        left.string.utf8.elementsEqual(right.string.utf8)
    }

    /// Feeds the bytes to `hasher`.
    public func hash(into hasher: inout Hasher) {
        var text = string
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(string.utf8.count)
    }
}
