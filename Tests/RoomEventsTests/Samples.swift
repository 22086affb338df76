import FederationCore
import MatrixJSON
import RoomEvents

/// Events and keys that several tests use.
enum Samples {
    static let hashID = "$P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM"

    static func version(_ identifier: String) throws -> RoomVersion {
        try RoomVersion(parsing: identifier)
    }

    /// A message whose form is right for the room version.
    static func message(_ identifier: String) -> JSONObject {
        var event: JSONObject = [
            "type": "m.room.message", "sender": "@a:domain", "room_id": "!r:domain",
            "content": ["body": "hello"], "depth": 5, "origin_server_ts": 1_000_000,
            "hashes": ["sha256": "5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos"],
            "signatures": [:], "unsigned": ["age": 1],
        ]
        switch identifier {
        case "1", "2":
            let reference: JSONValue = ["$p:domain", ["sha256": "abc"]]
            event["event_id"] = "$e:domain"
            event["prev_events"] = [reference]
            event["auth_events"] = [reference]
        case "3":
            let reference: JSONValue = "$CD66HAED5npg6074c6pDtLKalHjVfYb2q4Q3LZgrW6o"
            event["prev_events"] = [reference]
            event["auth_events"] = [reference]
        default:
            event["prev_events"] = [.string(hashID)]
            event["auth_events"] = [.string(hashID)]
        }
        if identifier == "12" { event["room_id"] = .string("!" + hashID.dropFirst()) }
        return event
    }

    static let server = "domain"

    static func key(_ version: String = "1", seed: UInt8 = 1) throws -> SigningKey {
        try SigningKey(
            keyID: KeyID(ed25519Version: version),
            seed: SigningSeed(bytes: [UInt8](repeating: seed, count: 32)))
    }

    /// Signs as each of `servers` with its key.
    static func signed(
        _ event: JSONObject, _ version: RoomVersion, by servers: [(String, SigningKey)]
    ) throws -> Event {
        var event = event
        for (server, key) in servers {
            event = try signEvent(
                event, version: version, as: ServerName(parsing: server), with: key)
        }
        return try Event(parsing: event.canonicalBytes(), version: version)
    }

    static func keys(
        _ entries: [(String, SigningKey, KeyValidity)]
    ) throws -> EventKeyTable {
        var table = EventKeyTable()
        for (server, key, validity) in entries {
            table[key.keyID, of: try ServerName(parsing: server)] = .found(
                key.publicKey, validity)
        }
        return table
    }
}
