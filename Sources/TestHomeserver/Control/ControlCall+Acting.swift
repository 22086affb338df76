import FederationCore
import MatrixJSON
import RoomEvents

extension ControlCall {
    /// The virtual server that is meant, as one that acts.
    var acting: ActingServer {
        ActingServer(
            state: state, process: home.router.states, directory: home.router.directory)
    }

    /// The room that the argument `room` names.
    var hostedRoom: HostedRoom {
        get throws(Refusal) {
            try acting.room(try require("room") { try RoomID(parsing: $0) })
        }
    }

    /// A user ID that cannot be left out.
    func user(_ name: String) throws(Refusal) -> UserID {
        try require(name) { try UserID(parsing: $0) }
    }

    /// What `read` makes of an argument that is a text or a list of texts.
    func list<Value>(
        _ name: String, as read: (String) throws -> Value
    ) throws(Refusal) -> [Value] {
        do {
            return try texts(name).map(read)
        } catch {
            throw Refusal(400, "M_BAD_JSON", "'\(name)': \(error)")
        }
    }

    /// Server names.
    func servers(_ name: String) throws(Refusal) -> [ServerName] {
        try list(name) { try ServerName(parsing: $0) }
    }

    /// Waits until `look` finds something, for as long as the argument `wait_ms` says.
    func waiting<Value>(for look: () -> Value?) async -> Value? {
        let end = state.time.monotonicMilliseconds + Double(integer("wait_ms") ?? 0)
        while true {
            if let found = look() { return found }
            guard state.time.monotonicMilliseconds < end, !Task.isCancelled else { return nil }
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                return nil
            }
        }
    }
}

extension ControlParameter {
    /// The room that is meant.
    static let room = required("room", .roomID, "the room")

    /// How long is waited for what is not there yet.
    static let wait = optional(
        "wait_ms", .integer(0...600_000), "how many milliseconds to wait for it; without it, none")

    /// Which servers are asked.
    static let via = optional(
        "via", .texts,
        "the servers to ask, in order; without it, those that are known to be in the room")

    /// What a membership event says besides.
    static let content = optional(
        "content", .object, "what the content of the event has beside the membership")

    /// Whether events are given as they are.
    static let full = optional("full", .boolean, "whether to give the events themselves too")
}
