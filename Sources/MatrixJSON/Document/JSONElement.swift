/// A value in a document.
public struct JSONElement: Sendable {
    let document: JSONDocument.Index
    /// The index of its node.
    let position: Int

    init(_ document: JSONDocument.Index, _ position: Int) {
        self.document = document
        self.position = position
    }

    var node: JSONNode { document.nodes[position] }

    /// What kind of value it is.
    public var kind: JSONKind { node.kind }

    /// Where it is in the document.
    public var byteRange: Range<Int> { Int(node.start)..<Int(node.end) }

    /// The bytes of the value as they came.
    public var rawBytes: ArraySlice<UInt8> { document.bytes[byteRange] }

    /// Whether it is `null`.
    public var isNull: Bool { kind == .null }

    /// The Boolean, or nil where it is none.
    public var boolean: Bool? {
        kind == .boolean ? document.bytes[Int(node.start)] == UInt8(ascii: "t") : nil
    }

    /// The text of a string after unescaping, or nil where it is none.
    public var string: String? {
        kind == .string ? String(decoding: stringBytes ?? [], as: UTF8.self) : nil
    }

    /// The UTF-8 bytes of a string after unescaping, or nil where it is none.
    public var stringBytes: ArraySlice<UInt8>? {
        kind == .string ? text(of: node) : nil
    }

    /// The number as it stands in the document, or nil where it is none.
    public var numberText: String? {
        kind == .number ? String(decoding: rawBytes, as: UTF8.self) : nil
    }

    /// The integer, or nil where it is none or is beyond `Int64`.
    ///
    /// Where the reading is `normalizing`, `1e10` is an integer; where it is `preserving`, a number
    /// with a decimal point or an exponent is none.
    public var integer: Int64? {
        guard kind == .number else { return nil }
        if document.numbers == .preserving {
            return Int64(String(decoding: rawBytes, as: UTF8.self))
        }
        let bytes = document.bytes
        let token = try? JSONNumberToken(
            bytes.span, at: Int(node.start), numbers: document.numbers)
        // The number has been read before, so that there is a token.
        return token?.normalized ?? Int64(String(decoding: rawBytes, as: UTF8.self))
    }

    /// The canonical form of this value alone, with the document's reading of numbers.
    ///
    /// - Parameter omitted: The names of members that are left out, where it is an object.
    /// - Returns: What `canonicalize(_:omitting:numbers:)` makes of the value's bytes.
    public func canonicalBytes(omitting omitted: [String] = []) -> [UInt8] {
        do {
            return try canonicalize(rawBytes, omitting: omitted, numbers: document.numbers)
        } catch {
            preconditionFailure("a value that was read before cannot be read again: \(error)")
        }
    }

    /// The unescaped bytes of a string or key.
    func text(of node: JSONNode) -> ArraySlice<UInt8> {
        let start = Int(node.start)
        let end = Int(node.end)
        guard node.hasEscapes else { return document.bytes[(start + 1)..<(end - 1)] }
        let bytes = document.bytes
        return JSONText.unescaped(bytes.span, start: start, end: end)[...]
    }
}
