import MatrixJSON
import RoomEvents

extension AnswerDraft {
    /// The version of the room that an answer is about: what the create event says, else one of those
    /// that such events can be of.
    static func version(of root: JSONObject, _ shape: AnswerShape) -> RoomVersion? {
        var events: [JSONValue] = []
        for place in shape.places {
            switch place {
            case .whole: break
            case .member(let name): if let event = root[name] { events.append(event) }
            case .list(let name): if case .array(let list)? = root[name] { events += list }
            }
        }
        // A version that is not known is a version that nothing can be signed in.
        return try? RoomVersion(parsing: identifier(of: events))
    }

    private static func identifier(of events: [JSONValue]) -> String {
        if let create = events.first(where: { $0["type"] == "m.room.create" }) {
            guard case .string(let version)? = create["content"]?["room_version"] else {
                return "1"
            }
            return version
        }
        guard let event = events.first else { return "12" }
        if event["event_id"] != nil { return "2" }
        guard case .string(let roomID)? = event["room_id"] else { return "12" }
        // Their signatures are the same in all versions between, but for members that few have.
        return roomID.utf8.contains(UInt8(ascii: ":")) ? "11" : "12"
    }
}
