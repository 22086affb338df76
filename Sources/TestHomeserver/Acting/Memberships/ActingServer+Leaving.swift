import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation

extension ActingServer {
    /// Leaves a room, rejects an invite, or takes a knock back: by itself where this server is in the room, else
    /// with the help of others.
    ///
    /// - Parameters:
    ///   - id: The room.
    ///   - user: Who leaves.
    ///   - residents: The servers that are asked; none are those that are known to be in the room.
    ///   - content: What the content of the event has beside the membership.
    /// - Returns: The event, and how it went.
    /// - Throws: 403 where the rules of the room do not allow it, 502 where nobody helped.
    func leave(
        _ id: RoomID, as user: UserID, through residents: [ServerName] = [],
        content: JSONObject = [:]
    ) async throws(Refusal) -> MembershipResult {
        try requireOwn(user)
        if let room = state.rooms[id], room.hasJoined(name) {
            let draft = EventDraft.membership("leave", of: user, content: content)
            let sent = try await send(draft, by: user, in: room)
            settle(user, in: id)
            return MembershipResult(event: sent.event)
        }
        guard let participant else { throw goesNotOut }
        do {
            let left = try await LeaveExchange(as: participant).leave(
                id, as: user, through: self.residents(of: id, for: user, asked: residents),
                content: content)
            settle(user, in: id)
            return MembershipResult(
                event: left.event, resident: left.resident, findings: left.findings,
                steps: left.steps)
        } catch {
            throw Refusal(error)
        }
    }

    /// Knocks at a room: by itself where this server is in it, else with the help of others.
    ///
    /// - Parameters:
    ///   - id: The room.
    ///   - user: Who knocks.
    ///   - residents: The servers that are asked; none are those that are known to be in the room.
    ///   - content: What the content of the event has beside the membership.
    /// - Returns: The knock, and how it went.
    /// - Throws: 403 where the rules of the room do not allow it, 502 where nobody helped.
    func knock(
        at id: RoomID, as user: UserID, through residents: [ServerName] = [],
        content: JSONObject = [:]
    ) async throws(Refusal) -> MembershipResult {
        try requireOwn(user)
        if let room = state.rooms[id], room.hasJoined(name) {
            let draft = EventDraft.membership("knock", of: user, content: content)
            let sent = try await send(draft, by: user, in: room)
            state.rooms.addUser(user)
            return MembershipResult(event: sent.event)
        }
        guard let participant else { throw goesNotOut }
        do {
            let knocked = try await KnockExchange(as: participant).knock(
                at: id, as: user, through: self.residents(of: id, for: user, asked: residents),
                content: content)
            state.rooms.keep(
                SentKnock(
                    event: knocked.event, resident: knocked.resident,
                    roomState: knocked.roomState), by: user)
            // Whoever knocks may be invited.
            state.rooms.addUser(user)
            return MembershipResult(
                event: knocked.event, resident: knocked.resident, findings: knocked.findings,
                steps: knocked.steps)
        } catch {
            throw Refusal(error)
        }
    }
}
