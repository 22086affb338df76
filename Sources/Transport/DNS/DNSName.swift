/// A domain name as its labels, none of them empty; bytes, since DNS does not say what they mean.
struct DNSName: Sendable, Hashable, CustomStringConvertible {
    /// The labels from left to right; none for the root.
    let labels: [[UInt8]]

    /// Takes labels as they came in a message, which has checked them.
    init(labels: [[UInt8]]) {
        self.labels = labels
    }

    /// Reads a name, with or without the root's dot; `\.` and `\ddd` are escapes as in zone files.
    init(parsing text: String) throws(DNSNameError) {
        var labels: [[UInt8]] = []
        var label: [UInt8] = []
        var bytes = Array(text.utf8)[...]
        guard !bytes.isEmpty else { throw .emptyLabel(text) }
        if bytes.elementsEqual([0x2E]) { bytes = [] }
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "."):
                guard !label.isEmpty else { throw .emptyLabel(text) }
                labels.append(label)
                label = []
            case UInt8(ascii: "\\"):
                guard let escaped = Self.unescape(&bytes) else { throw .badEscape(text) }
                label.append(escaped)
            default:
                label.append(byte)
            }
        }
        if !label.isEmpty { labels.append(label) }
        for label in labels where label.count > 63 {
            throw .longLabel(text, length: label.count)
        }
        self.labels = labels
        let length = wireBytes.count
        guard length <= 255 else { throw .tooLong(length: length - 2) }
    }

    /// The name as it stands in a message, without compression.
    var wireBytes: [UInt8] {
        labels.flatMap { [UInt8($0.count)] + $0 } + [0]
    }

    /// The name for comparing: letters of ASCII in lower case.
    var folded: DNSName {
        DNSName(
            labels: labels.map { label in
                label.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
            })
    }

    /// The name without the root's dot (the root itself is `.`), everything unusual escaped as in zone files.
    var description: String {
        guard !labels.isEmpty else { return "." }
        return labels.map { $0.map(Self.escaped).joined() }.joined(separator: ".")
    }

    private static func unescape(_ bytes: inout ArraySlice<UInt8>) -> UInt8? {
        let digits = bytes.prefix(3)
        if digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
            bytes = bytes.dropFirst(3)
            return UInt8(String(decoding: digits, as: UTF8.self))
        }
        return bytes.popFirst()
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "\\"):
            "\\" + String(UnicodeScalar(byte))
        case 0x21...0x7E:
            String(UnicodeScalar(byte))
        default:
            "\\" + String(repeating: "0", count: 3 - String(byte).count) + String(byte)
        }
    }
}
