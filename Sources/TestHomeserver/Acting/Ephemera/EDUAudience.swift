import FederationCore
import MatrixJSON

/// Finds the servers that an EDU concerns.
struct EDUAudience {
    private let rooms: HostedRooms
    private let name: ServerName

    init(of acting: ActingServer) {
        rooms = acting.state.rooms
        name = acting.name
    }

    /// The servers that an EDU of that type and content concerns.
    ///
    /// - Throws: 400 where the content does not say whom it concerns, or nothing is known of the type; 404 where
    ///   the room is not here.
    func servers(_ type: String, _ content: JSONObject) throws(Refusal) -> [ServerName] {
        switch type {
        case "m.typing":
            return try inRoom(try Self.member("room_id", \.string, of: content, type))
        case "m.receipt":
            var servers: [ServerName] = []
            for (room, _) in content.members { servers += try inRoom(room) }
            return servers
        case "m.presence":
            return try Self.member("push", \.elements, of: content, type)
                .flatMap { sharing($0["user_id"]?.string) }
        case "m.device_list_update", "m.signing_key_update":
            return sharing(try Self.member("user_id", \.string, of: content, type))
        case "m.direct_to_device":
            // What is no user ID is nobody's.
            return try Self.member("messages", \.members, of: content, type)
                .compactMap { try? UserID(parsing: $0.name).serverName }
        default:
            throw .invalid("nothing says whom '\(type)' concerns: expected the servers in 'to'")
        }
    }

    /// A member of the content that says whom it concerns.
    private static func member<Value>(
        _ name: String, _ read: (JSONValue) -> Value?, of content: JSONObject, _ type: String
    ) throws(Refusal) -> Value {
        guard let value = content[name].flatMap(read) else {
            throw .invalid(
                "'content' has no '\(name)', which says whom '\(type)' concerns: expected it, or the "
                    + "servers in 'to'")
        }
        return value
    }

    private func inRoom(_ text: String) throws(Refusal) -> [ServerName] {
        let id: RoomID
        do {
            id = try RoomID(parsing: text)
        } catch {
            throw .invalid("\(error)")
        }
        guard let room = rooms[id] else {
            throw Refusal(404, "M_NOT_FOUND", "\(name) does not have the room \(id)")
        }
        return Array(room.servers)
    }

    /// The servers in the rooms that a user is in.
    private func sharing(_ text: String?) -> [ServerName] {
        // What is no user ID is nobody's.
        guard let user = text.flatMap({ try? UserID(parsing: $0) }) else { return [] }
        return rooms.all.filter { rooms.isJoined(user, in: $0.id) }
            .flatMap(\.servers)
    }
}

extension JSONValue {
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }

    fileprivate var elements: [JSONValue]? { if case .array(let list) = self { list } else { nil } }

    fileprivate var members: [(name: String, value: JSONValue)]? {
        if case .object(let object) = self { object.members } else { nil }
    }
}
