import FederationCore
import MatrixJSON
import RoomEvents

/// Events that name what they are told to: in room version 1, where a server chooses the IDs.
enum Handmade {
    static let version = RoomVersion.all[0]

    /// An event; its hash is right.
    static func event(
        _ id: String, _ type: String = "m.room.message", stateKey: String? = nil,
        by sender: String = "@a:a.example", auth: [String] = [], previous: [String] = [],
        content: JSONObject = [:], depth: Int64 = 1, time: Int64 = 1
    ) throws -> Event {
        var event: JSONObject = [
            "event_id": .string(Self.id(id)), "type": .string(type), "sender": .string(sender),
            "room_id": "!r:a.example", "content": .object(content), "depth": .integer(depth),
            "origin_server_ts": .integer(time), "signatures": [:],
            "hashes": [:], "auth_events": references(auth), "prev_events": references(previous),
        ]
        if let stateKey { event["state_key"] = .string(stateKey) }
        let document = try JSONDocument(parsing: event.canonicalBytes())
        let hash = UnpaddedBase64.encode(contentHash(of: document, version: version))
        event["hashes"] = .object(["sha256": .string(hash)])
        return try Event(parsing: event.canonicalBytes(), version: version)
    }

    /// The ID of the event of that name.
    static func id(_ name: String) -> String { "$\(name):a.example" }

    /// The ID of the event of that name.
    static func eventID(_ name: String) throws -> EventID { try EventID(parsing: id(name)) }

    private static func references(_ names: [String]) -> JSONValue {
        .array(names.map { .array([.string(id($0)), .object(["sha256": "AAAA"])]) })
    }
}
