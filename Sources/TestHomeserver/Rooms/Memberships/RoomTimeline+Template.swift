import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension RoomTimeline {
    /// An event of `template` at the end of the room, hashed and not signed, that the current state allows
    /// where `server` signs it too.
    ///
    /// - Throws: 403 `M_FORBIDDEN` with the rule that refuses it, or what is wrong with it.
    func template(
        of template: JSONObject, by sender: UserID, at now: Int64, on server: ServerName
    ) throws(Refusal) -> JSONObject {
        var template = template
        template["sender"] = .string(sender.description)
        let object: JSONObject
        let event: Event
        do {
            object = try buildEvent(
                from: template, version: version,
                in: surroundings(
                    for: template, time: now, eventIDLocalPart: "\(now)-\(count)"))
            event = try Event(parsing: object.canonicalBytes(), version: version)
        } catch {
            throw .forbidden("\(error)")
        }
        let signers: Set = [server, sender.serverName]
        if case .rejected(let rule, _, let reason) = decision(on: event, signedBy: signers) {
            throw .forbidden("\(rule): \(reason)")
        }
        return object
    }
}
