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

        init(
            bytes: [UInt8], nodes: [JSONNode], numbers: NumberReading, normalizations: [Int]
        ) {
            self.bytes = bytes
            self.nodes = nodes
            self.numbers = numbers
            self.normalizations = normalizations
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
        var parser = JSONParser(JSONDocumentBuilder(numbers: numbers))
        try parser.parse(bytes.span)
        index = Index(
            bytes: bytes, nodes: parser.builder.nodes, numbers: numbers,
            normalizations: parser.builder.normalizations)
    }

    /// The document as it came.
    public var bytes: [UInt8] { index.bytes }

    /// How numbers were judged.
    public var numbers: NumberReading { index.numbers }

    /// The outermost value.
    public var root: JSONElement { JSONElement(index, 0) }

    /// The offsets of the numbers that canonical JSON writes in another way than the document does,
    /// such as `-0` and `1e10`.
    ///
    /// Empty unless the reading is `normalizing`.
    public var normalizations: [Int] { index.normalizations }
}
