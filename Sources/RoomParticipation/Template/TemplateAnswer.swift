import FederationCore
import MatrixJSON
import RoomEvents

/// The answer to the question for a template, as far as its room version and its shape go.
struct TemplateAnswer {
    let version: RoomVersion
    /// Whether the answer says the version; it may be left out for versions 1 and 2.
    let saysVersion: Bool
    let event: JSONElement

    /// Reads the answer.
    init(_ reply: JSONElement, offered: [RoomVersion]?) throws(ParticipationFailure) {
        guard reply.kind == .object else {
            throw .malformed("expected an object, found \(reply.words)")
        }
        guard let event = reply["event"], event.kind == .object else {
            throw .malformed("expected an object in 'event', found \(reply["event"].words)")
        }
        self.event = event
        let text = reply["room_version"]
        saysVersion = text != nil
        guard text == nil || text?.kind == .string else {
            throw .malformed("expected a string in 'room_version', found \(text.words)")
        }
        do {
            version = try RoomVersion(parsing: text?.string ?? "1")
        } catch {
            throw .unknownRoomVersion(error)
        }
        guard offered?.contains(version) ?? true else { throw .roomVersionNotOffered(version) }
    }
}
