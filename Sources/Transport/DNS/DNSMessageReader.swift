/// Reads the parts of a DNS message from front to back, and never beyond its end.
struct DNSMessageReader {
    private let bytes: [UInt8]
    /// Where the reader stands.
    private(set) var offset = 0

    /// A reader at the first byte.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next byte.
    mutating func byte(of part: String) throws(DNSMessageError) -> UInt8 {
        guard offset < bytes.count else { throw .ends(at: bytes.count, inside: part) }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// The next two bytes as a number.
    mutating func number16(of part: String) throws(DNSMessageError) -> UInt16 {
        let high = try byte(of: part)
        return UInt16(high) << 8 | UInt16(try byte(of: part))
    }

    /// The next four bytes as a number.
    mutating func number32(of part: String) throws(DNSMessageError) -> UInt32 {
        let high = try number16(of: part)
        return UInt32(high) << 16 | UInt32(try number16(of: part))
    }

    /// The next `count` bytes.
    mutating func bytes(_ count: Int, of part: String) throws(DNSMessageError) -> [UInt8] {
        guard count <= bytes.count - offset else { throw .ends(at: bytes.count, inside: part) }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    /// The next name; the reader goes on behind it, wherever its pointers led.
    ///
    /// A pointer has to lead to before the piece of name that it ends. So every jump goes further back,
    /// and a loop cannot be written down.
    mutating func name() throws(DNSMessageError) -> DNSName {
        let start = offset
        var labels: [[UInt8]] = []
        var length = 1
        var pieceStart = start
        var end: Int?
        while true {
            let position = offset
            let kind = try byte(of: "a name")
            switch kind {
            case 0:
                if let end { offset = end }
                return DNSName(labels: labels)
            case 1...63:
                length += Int(kind) + 1
                guard length <= 255 else { throw .longName(at: start) }
                labels.append(try bytes(Int(kind), of: "a name"))
            case 0xC0...0xFF:
                let target = Int(kind & 0x3F) << 8 | Int(try byte(of: "a name"))
                guard target < pieceStart else { throw .forwardPointer(at: start) }
                end = end ?? offset
                offset = target
                pieceStart = target
            default:
                throw .unknownLabel(at: position)
            }
        }
    }
}
