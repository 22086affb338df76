import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension HostedRoom {
    /// Makes an event of `template` at the end of the room, signed by the server of its sender, without
    /// taking it in.
    ///
    /// - Throws: 403 `M_FORBIDDEN` where the current state does not allow it.
    func make(
        _ template: JSONObject, by sender: UserID, on state: ServerState, at now: Int64
    ) throws(Refusal) -> Event {
        let built = try read { timeline in
            Result { () throws(Refusal) in
                try timeline.template(of: template, by: sender, at: now, on: state.server.name)
            }
        }.get()
        do {
            let signed = try signEvent(
                built, version: version, as: state.server.name, with: state.eventKey,
                keepsHash: true)
            return try Event(parsing: signed.canonicalBytes(), version: version)
        } catch {
            throw .invalid("\(error)")
        }
    }
}
