import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation

extension ActingServer {
    /// Invites a user, whose server signs the invite where it is another one.
    ///
    /// - Parameters:
    ///   - user: Who is invited.
    ///   - room: The room.
    ///   - sender: Who invites.
    ///   - content: What the content of the event has beside the membership.
    /// - Returns: The invite.
    /// - Throws: 403 where the rules of the room do not allow it, 502 where the other server does not sign it.
    func invite(
        _ user: UserID, to room: HostedRoom, by sender: UserID, content: JSONObject = [:]
    ) async throws(Refusal) -> SentEvent {
        let draft = EventDraft.membership("invite", of: user, content: content)
        guard user.serverName != name else {
            let sent = try await send(draft, by: sender, in: room)
            state.rooms.addUser(user)
            state.rooms.keep(invite: sent.event, for: user)
            return sent
        }
        var event = try make(draft, by: sender, in: room)
        if let policy = room.read(\.namedPolicyServer), room.hasJoined(policy.server) {
            event = try await signed(event, by: policy)
        }
        event = try await countersigned(event, inviting: user, to: room)
        let sent = try await take(event, into: room)
        await RoomRelay(self).hand(sent.event, of: room)
        return sent
    }

    /// The invite with the signature of the invited user's server.
    func countersigned(
        _ invite: Event, inviting user: UserID, to room: HostedRoom
    ) async throws(Refusal) -> Event {
        if let neighbour = neighbours[user.serverName] {
            guard neighbour.isUser(user) else {
                throw Refusal(404, "M_NOT_FOUND", "there is no user \(user)")
            }
            let signed: Event
            do {
                let bytes = try signEvent(
                    invite.source.canonicalBytes, version: invite.version,
                    as: user.serverName, with: neighbour.eventKey, keepsHash: true)
                signed = try Event(parsing: bytes, version: invite.version)
            } catch {
                throw .invalid("\(error)")
            }
            neighbour.rooms.keep(invite: signed, for: user)
            return signed
        }
        guard let participant else { throw goesNotOut }
        do {
            return try await InviteExchange(as: participant).send(
                invite, to: user.serverName, roomState: room.read(\.strippedState)
            ).event
        } catch {
            throw Refusal(error)
        }
    }
}
