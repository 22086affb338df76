/// A pattern of server names: `*` is any run of characters, `?` is any one; upper and lower case are the
/// same.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#mroomserver_acl>
struct NamePattern {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = text.utf8.map(Self.lowercased)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether the whole of `name` is as the pattern says.
    ///
    /// Where what follows a `*` does not fit, only the last `*` takes one character more, so that the cost
    /// is at most the product of both lengths.
    func fits(_ name: String) -> Bool {
        let name = name.utf8.map(Self.lowercased)
        var place = 0
        var position = 0
        var retry: (place: Int, position: Int)?
        while position < name.count {
            if place < bytes.count, bytes[place] == UInt8(ascii: "*") {
                retry = (place + 1, position)
                place += 1
            } else if place < bytes.count,
                bytes[place] == UInt8(ascii: "?") || bytes[place] == name[position]
            {
                place += 1
                position += 1
            } else if let last = retry {
                retry = (last.place, last.position + 1)
                place = last.place
                position = last.position + 1
            } else {
                return false
            }
        }
        return bytes[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
