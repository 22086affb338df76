import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension RoomTimeline {
    /// An event of `template` at the end of the room, or behind chosen events, hashed and not signed, that
    /// the state there allows where `server` signs it too; that is judged by the events as they came.
    ///
    /// - Throws: 403 `M_FORBIDDEN` with the rule that refuses it, or what is wrong with it.
    func template(
        of template: JSONObject, by sender: UserID, at now: Int64, on server: ServerName,
        after previous: [EventID] = []
    ) throws(Refusal) -> JSONObject {
        var template = template
        template["sender"] = .string(sender.description)
        let place = try place(of: template, by: sender, at: now, after: previous)
        let object: JSONObject
        let event: Event
        do {
            object = try buildEvent(from: template, version: version, in: place)
            event = try Event(parsing: object.canonicalBytes(), version: version)
        } catch EventBuildError.malformed(let error) {
            throw .invalid("what is to be sent is \(error)")
        } catch {
            throw .invalid("\(error)")
        }
        let signers: Set = [server, sender.serverName]
        let decision =
            previous.isEmpty
            ? decision(on: event, signedBy: signers)
            : authorize(
                event,
                against: AuthState(place.authEvents, create: wholeCurrentEvent("m.room.create")),
                signedBy: signers)
        if case .rejected(let rule, _, let reason) = decision {
            throw .forbidden("\(rule): \(reason)")
        }
        return object
    }

    private func place(
        of template: JSONObject, by sender: UserID, at now: Int64, after previous: [EventID]
    ) throws(Refusal) -> EventSurroundings {
        var content = JSONObject()
        if case .object(let object)? = template["content"] { content = object }
        var stateKey: String?
        if case .string(let text)? = template["state_key"] { stateKey = text }
        guard case .string(let type)? = template["type"] else { throw .invalid("no 'type'") }
        let localPart = "\(now)-\(count)"
        guard !previous.isEmpty else {
            return surroundings(
                type: type, stateKey: stateKey, sender: sender, content: content, time: now,
                eventIDLocalPart: localPart)
        }
        let place = surroundings(
            after: previous, type: type, stateKey: stateKey, sender: sender, content: content,
            time: now, eventIDLocalPart: localPart)
        guard let place else {
            throw Refusal(404, "M_NOT_FOUND", missing(among: previous))
        }
        return place
    }

    /// Which of the events to come after cannot be come after.
    private func missing(among previous: [EventID]) -> String {
        if let id = previous.first(where: { self[$0] == nil }) {
            return "'prev_events': the event \(id) is not here"
        }
        let id = previous.first { stateAfter($0) == nil }
        let name = id.map { " \($0)" } ?? "s"
        return "'prev_events': the state after the event\(name) is not known here"
    }
}
