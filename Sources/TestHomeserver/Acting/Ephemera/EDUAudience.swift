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

    /// The servers that an EDU of that type and content concerns; none where nothing is known of the type.
    func servers(_ type: String, _ content: JSONObject) -> [ServerName] {
        switch type {
        case "m.typing": inRoom(content["room_id"]?.string)
        case "m.receipt": content.members.flatMap { inRoom($0.name) }
        case "m.presence":
            content["push"]?.elements.flatMap { sharing($0["user_id"]?.string) } ?? []
        case "m.device_list_update", "m.signing_key_update":
            sharing(content["user_id"]?.string)
        case "m.direct_to_device":
            // What is no user ID is nobody's.
            content["messages"]?.members.compactMap {
                try? UserID(parsing: $0.name).serverName
            } ?? []
        default: []
        }
    }

    private func inRoom(_ text: String?) -> [ServerName] {
        // What is no room ID names no room.
        let room = text.flatMap { try? RoomID(parsing: $0) }.flatMap { rooms[$0] }
        return Array(room?.servers ?? [])
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

    fileprivate var elements: [JSONValue] { if case .array(let list) = self { list } else { [] } }

    fileprivate var members: [(name: String, value: JSONValue)] {
        if case .object(let object) = self { object.members } else { [] }
    }
}
