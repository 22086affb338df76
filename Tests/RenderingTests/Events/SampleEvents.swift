import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport

/// What the texts of events are made of.
enum SampleEvents {
    static let version = RoomVersion.all[10]

    /// A vector of room version 11.
    static func vector(_ name: String) throws -> EventVector {
        let kind = String(name.prefix { $0 != "-" })
        guard
            let vector = try EventVector.all(kind, version: "11").first(where: {
                $0.name == "v11/" + name
            })
        else { throw Missing(name: name) }
        return vector
    }

    /// The events of a member of a vector.
    static func events(_ member: String, of vector: EventVector) throws -> [Event] {
        try vector.events(member).map { try Event(parsing: $0, version: version) }
    }

    /// An event with that content hash.
    static func event(hash: String) -> [UInt8] {
        Array(
            (#"{"type":"m.x","sender":"@a:domain","room_id":"!x:domain","origin_server_ts":1,"#
                + #""content":{"body":"hi"},"prev_events":[],"auth_events":[],"depth":2,"#
                + #""hashes":{"sha256":"\#(hash)"},"signatures":{},"unsigned":{"age":7}}"#).utf8)
    }

    /// Knows no keys.
    struct NoKeys: VerifyKeyProviding {
        func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
            .unknown(reason: "no keys were given")
        }
    }

    struct Missing: Error {
        let name: String
    }
}
