/// Why bytes are no DNS message.
enum DNSMessageError: Error, Hashable, CustomStringConvertible {
    /// The message ends in the middle of something.
    case ends(at: Int, inside: String)
    /// A name is compressed in a way that does not lead backwards.
    case forwardPointer(at: Int)
    /// A label begins with bits that mean nothing.
    case unknownLabel(at: Int)
    /// A name has more than 255 bytes.
    case longName(at: Int)
    /// The data of a record does not have the form of its type.
    case badData(type: UInt16, at: Int)

    var description: String {
        switch self {
        case .ends(let offset, let part): "the message ends at byte \(offset), inside \(part)"
        case .forwardPointer(let offset):
            "the name at byte \(offset) points at itself or ahead, not backwards"
        case .unknownLabel(let offset): "the label at byte \(offset) is of an unknown kind"
        case .longName(let offset): "the name at byte \(offset) is longer than 255 bytes"
        case .badData(let type, let offset):
            "the record at byte \(offset) does not have the form of type \(type)"
        }
    }
}
