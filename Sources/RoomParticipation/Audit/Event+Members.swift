import FederationCore
import MatrixJSON
import RoomEvents

extension Event {
    /// Whose membership it is; none where it is no membership of a user.
    var stateUser: UserID? {
        guard type.utf8.elementsEqual("m.room.member".utf8), let stateKey else { return nil }
        // A state key that is no user ID is nobody's.
        return try? UserID(parsing: stateKey)
    }

    /// Whether it says that a user is in the room.
    var isJoin: Bool {
        type.utf8.elementsEqual("m.room.member".utf8) && content["membership"].isText("join")
    }

    /// The event with those signatures of `other` that it does not have itself.
    func adding(signaturesOf other: Event) -> Event {
        guard case .object(var event) = document.root.value,
            case .object(var signatures)? = event["signatures"]
        else { return self }
        for (name, value) in other.document.root["signatures"]?.members ?? [] {
            guard case .object(var entry) = signatures[name] ?? .object([:]) else { continue }
            for (key, signature) in value.members where entry[key] == nil {
                entry[key] = signature.value
            }
            signatures[name] = .object(entry)
        }
        event["signatures"] = .object(signatures)
        do {
            return try Event(parsing: event.canonicalBytes(), version: version)
        } catch {
            // With signatures that make it too large, it goes without them.
            return self
        }
    }
}
