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

    private static let names = allCases.map { ExactBytes($0.rawValue) }

    /// The bit of the member whose name stands at `range` of `bytes`; zero where it is none of these.
    static func bit(in bytes: [UInt8], at range: Range<Int>) -> UInt32 {
        for index in names.indices where names[index].stands(in: bytes, at: range) {
            return 1 << UInt32(index)
        }
        return 0
    }
}
