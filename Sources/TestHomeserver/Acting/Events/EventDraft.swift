import FederationCore
import MatrixJSON
import RoomEvents

/// An event that a user of a virtual server is to send.
struct EventDraft: Sendable {
    /// The type.
    var type: String
    /// The state key; none for a message.
    var stateKey: String?
    /// The content.
    var content: JSONObject
    /// The event that it redacts.
    var redacts: EventID?
    /// The events that it comes after; none are those at the end of the room.
    var previous: [EventID] = []
    /// Whether no other server is told, so that they miss it when the next one comes.
    var isWithheld = false

    /// A membership of a user.
    static func membership(
        _ membership: String, of user: UserID, content: JSONObject = [:]
    ) -> EventDraft {
        var content = content
        content["membership"] = .string(membership)
        return EventDraft(
            type: "m.room.member", stateKey: user.description, content: content)
    }

    /// What the event is made of, in rooms of that version.
    func template(in version: RoomVersion) -> JSONObject {
        var content = content
        var template: JSONObject = ["type": .string(type)]
        if let stateKey { template["state_key"] = .string(stateKey) }
        if let redacts {
            let id = JSONValue.string(redacts.description)
            if version.rules.redactsInContent {
                content["redacts"] = id
            } else {
                template["redacts"] = id
            }
        }
        template["content"] = .object(content)
        return template
    }
}
