/// A JSON document that was read and can be looked into, without a tree being built.
///
/// The document keeps the bytes as they came and an index of where each value is.
public struct JSONDocument: Sendable {
    /// What all elements of a document share.
    final class Index: Sendable {
        let bytes: [UInt8]
        let nodes: [JSONNode]
        let numbers: NumberReading
        let normalizations: [Int]
        let isCanonical: Bool

        init(_ bytes: [UInt8], _ builder: JSONDocumentBuilder) {
            self.bytes = bytes
            nodes = builder.nodes
            numbers = builder.numbers
            normalizations = builder.normalizations
            isCanonical = builder.isCanonical(byteCount: bytes.count)
        }
    }

    let index: Index

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The document, which may be any value.
    ///   - numbers: How numbers are judged.
    /// - Throws: The first mistake of the document, the same that `canonicalize` throws.
    public init(
        parsing bytes: [UInt8], numbers: NumberReading = .normalizing
    ) throws(JSONSyntaxError) {
        var parser = JSONParser(JSONDocumentBuilder(numbers: numbers, byteCount: bytes.count))
        try parser.parse(bytes.span)
        index = Index(bytes, parser.builder)
    }

    /// The document as it came.
    public var bytes: [UInt8] { index.bytes }

    /// How numbers were judged.
    public var numbers: NumberReading { index.numbers }

    /// Whether the document is its own canonical form: what `canonicalize` would make of its bytes.
    public var isCanonical: Bool { index.isCanonical }

    /// The canonical form of the document, read: the document itself where it is canonical.
    public func canonicalized() -> JSONDocument {
        if isCanonical { return self }
        do {
            return try JSONDocument(
                parsing: canonicalize(bytes, numbers: numbers), numbers: numbers)
        } catch {
            preconditionFailure("a document that was read before cannot be read again: \(error)")
        }
    }

    /// The outermost value.
    public var root: JSONElement { JSONElement(index, 0) }

    /// The offsets of the numbers that canonical JSON writes in another way than the document does,
    /// such as `-0` and `1e10`.
    ///
    /// Empty unless the reading is `normalizing`.
    public var normalizations: [Int] { index.normalizations }
}
