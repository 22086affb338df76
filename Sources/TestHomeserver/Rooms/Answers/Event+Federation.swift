import FederationCore
import MatrixJSON
import RoomEvents

extension Event {
    /// The event as other servers get it: in canonical form, without what its last server laid beside it.
    var federationBytes: [UInt8] {
        guard document.root["unsigned"] != nil else { return source.canonicalBytes }
        return document.root.canonicalBytes(omitting: ["unsigned"])
    }

    /// What `content` says of the membership.
    var membership: String? { content["membership"]?.string }

    /// Whether the event says which policy server the room has, which no policy server signs.
    var isPolicy: Bool {
        type.utf8.elementsEqual("m.room.policy".utf8) && stateKey?.isEmpty == true
    }

    /// Whose membership the event is about; none where it is about none, or nobody's.
    var member: UserID? {
        guard type.utf8.elementsEqual("m.room.member".utf8) else { return nil }
        // A state key that is no user ID is nobody's.
        return stateKey.flatMap { try? UserID(parsing: $0) }
    }
}
