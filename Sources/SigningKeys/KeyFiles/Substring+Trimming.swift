extension Substring {
    /// The text without white space of ASCII at its ends.
    var trimmed: Substring {
        var bytes = utf8[...]
        while let first = bytes.first, Self.isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
        return self[bytes.startIndex..<bytes.endIndex]
    }

    /// The words between white space of ASCII.
    var words: [Substring] {
        utf8.split(whereSeparator: Self.isSpace).map { self[$0.startIndex..<$0.endIndex] }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
