/// The members of an event that hashes, redaction and reading know.
enum EventMember: String, CaseIterable {
    case authEvents = "auth_events"
    case content
    case depth
    case eventID = "event_id"
    case hashes
    case membership
    case origin
    case originServerTS = "origin_server_ts"
    case prevEvents = "prev_events"
    case prevState = "prev_state"
    case roomID = "room_id"
    case sender
    case signatures
    case stateKey = "state_key"
    case type
    case unsigned

    /// The names and their bits, by the number of their bytes.
    private static let names: [[(name: ExactBytes, bit: UInt32)]] = {
        var names = [[(name: ExactBytes, bit: UInt32)]](repeating: [], count: 17)
        for (index, member) in allCases.enumerated() {
            names[member.rawValue.utf8.count].append(
                (ExactBytes(member.rawValue), 1 << UInt32(index)))
        }
        return names
    }()

    /// The bit of the member whose name stands at `range` of `bytes`; zero where it is none of these.
    static func bit(in bytes: [UInt8], at range: Range<Int>) -> UInt32 {
        guard range.count < names.count else { return 0 }
        for (name, bit) in names[range.count] where name.stands(in: bytes, at: range) {
            return bit
        }
        return 0
    }
}
