/// A member of the body of a transaction, its value byte for byte.
struct TransactionMember {
    var name: String
    var value: [UInt8]

    init(_ name: String, _ value: [UInt8]) {
        self.name = name
        self.value = value
    }

    init(_ name: String, list: [[UInt8]]) {
        self.name = name
        value = [UInt8(ascii: "[")]
        value += list.joined(separator: CollectionOfOne(UInt8(ascii: ",")))
        value.append(UInt8(ascii: "]"))
    }

    /// An object with those members, in their order.
    static func object(_ members: [TransactionMember]) -> [UInt8] {
        var bytes = [UInt8(ascii: "{")]
        for (index, member) in members.enumerated() {
            bytes += Array("\(index == 0 ? "" : ",")\"\(member.name)\":".utf8)
            bytes += member.value
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
