/// Reads definite-length DER, one element after the other, and never beyond what it was given.
struct DERReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int
    /// Where the first byte of the whole encoding is, for the offsets in errors.
    private let origin: Int

    /// A reader of `bytes`, whose offsets count from `origin`.
    init(_ bytes: ArraySlice<UInt8>, origin: Int? = nil) {
        self.bytes = bytes
        position = bytes.startIndex
        self.origin = origin ?? bytes.startIndex
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.endIndex }

    /// The tag of the next element, where there is one.
    var nextTag: UInt8? { isAtEnd ? nil : bytes[position] }

    /// The contents of the next element, which must have `tag`; `name` is for the error.
    mutating func read(_ tag: DERTag, _ name: String) throws(PKCS8Error) -> ArraySlice<UInt8> {
        let start = position
        guard nextTag == tag.rawValue else { throw error(at: start, name) }
        position += 1
        guard let length = readLength(), length <= bytes.endIndex - position else {
            position = start
            throw error(at: start, name)
        }
        let contents = bytes[position..<position + length]
        position += length
        return contents
    }

    /// A reader of the contents of the next element.
    mutating func enter(_ tag: DERTag, _ name: String) throws(PKCS8Error) -> DERReader {
        DERReader(try read(tag, name), origin: origin)
    }

    /// Says that the encoding ends here.
    func end(_ name: String) throws(PKCS8Error) {
        guard isAtEnd else { throw error(at: position, "the end of \(name)") }
    }

    private func error(at position: Int, _ name: String) -> PKCS8Error {
        .damaged(offset: position - origin, expected: name)
    }

    /// The length of an element: one byte, or a count and at most four bytes.
    private mutating func readLength() -> Int? {
        guard let first = nextTag else { return nil }
        position += 1
        guard first >= 0x80 else { return Int(first) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), count <= bytes.endIndex - position else { return nil }
        var length = 0
        for _ in 0..<count {
            length = length << 8 | Int(bytes[position])
            position += 1
        }
        return length
    }
}
