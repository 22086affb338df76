import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState

extension ActingServer {
    /// Joins a room: by itself where this server is in it, else with the help of others.
    ///
    /// Where members may be left out of the state, they are fetched afterwards.
    ///
    /// - Parameters:
    ///   - id: The room.
    ///   - user: Who joins.
    ///   - residents: The servers that are asked; none are those that are known to be in the room.
    ///   - omitsMembers: Whether members may be left out of the state.
    ///   - content: What the content of the event has beside the membership.
    /// - Returns: The join, and how it went.
    /// - Throws: 403 where the rules of the room do not allow it, 502 where nobody helped.
    func join(
        _ id: RoomID, as user: UserID, through residents: [ServerName] = [],
        omitsMembers: Bool = false, content: JSONObject = [:]
    ) async throws(Refusal) -> MembershipResult {
        try requireOwn(user)
        if let room = state.rooms[id], room.hasJoined(name) {
            let sent = try await join(room, as: user, content: content)
            settle(user, in: id)
            return MembershipResult(event: sent.event)
        }
        guard let participant else { throw goesNotOut }
        let joined: JoinedRoom
        let room: HostedRoom
        do {
            let answer = try await JoinExchange(as: participant).join(
                JoinRequest(
                    id, as: user, through: self.residents(of: id, for: user, asked: residents),
                    omitsMembers: omitsMembers, content: content))
            joined = try await countersigned(answer)
            room = HostedRoom(
                try timeline(of: joined), told: joined.serversInRoom + [joined.resident])
        } catch let error as MembershipError {
            throw Refusal(error)
        } catch {
            throw Refusal(502, "M_UNKNOWN", "\(id) cannot be taken in: \(error)")
        }
        state.rooms.replace(room)
        settle(user, in: id)
        if joined.isPartial {
            let completion = RoomCompletion(room, joined, as: participant, clock: state.clock)
            state.work.begin { await completion.run() }
        }
        return MembershipResult(
            event: joined.event, resident: joined.resident, findings: joined.findings,
            steps: joined.steps)
    }

    /// The room as it grows from the join on, before which there is what is known from an earlier stay.
    private func timeline(of joined: JoinedRoom) throws(RoomTimelineError) -> RoomTimeline {
        var timeline = try joined.timeline()
        if let former = state.rooms[timeline.roomID]?.read(\.self) {
            timeline.keepHistory(of: former)
        }
        return timeline
    }

    /// The join with the signature of the policy server of the room, of which only the state tells that came
    /// with the answer.
    private func countersigned(_ joined: JoinedRoom) async throws -> JoinedRoom {
        let room = HostedRoom(
            try joined.timeline(), told: joined.serversInRoom + [joined.resident])
        return joined.with(
            await PDUReceiver(self, from: nil).countersigned(joined.event, in: room))
    }

    /// Joins a room that this server is in; where members of other rooms may join, somebody lets the user in.
    private func join(
        _ room: HostedRoom, as user: UserID, content: JSONObject
    ) async throws(Refusal) -> SentEvent {
        var draft = EventDraft.membership("join", of: user, content: content)
        let restriction = RestrictedJoin(user, room, rooms: state.rooms, server: name)
        guard try restriction.needsAuthoriser() else {
            return try await send(draft, by: user, in: room)
        }
        for candidate in restriction.candidates {
            draft.content["join_authorised_via_users_server"] = .string(candidate.description)
            // Who may not let others in is passed over.
            if let sent = try? await send(draft, by: user, in: room) { return sent }
        }
        throw restriction.ungrantable
    }

    /// The servers to ask about a room: those that were named, else those that can be known to be in it.
    func residents(
        of id: RoomID, for user: UserID, asked: [ServerName]
    ) -> [ServerName] {
        guard asked.isEmpty else { return asked }
        var servers: [ServerName] = []
        if let invite = state.rooms.invite(of: user, to: id) {
            servers.append(invite.sender.serverName)
        }
        if let knock = state.rooms.knock(of: user, at: id) { servers.append(knock.resident) }
        if let server = id.serverName { servers.append(server) }
        let known = state.rooms.joinedServers(in: id)
        var seen: Set = [name]
        return (servers + known).filter { seen.insert($0).inserted }
    }

    /// Takes note that a user of this server has been in a room, or has nothing to do with it any more.
    func settle(_ user: UserID, in room: RoomID) {
        state.rooms.settle(user, in: room)
        state.rooms.addUser(user)
    }

    /// The room that an alias names, and who is in it.
    func room(of alias: RoomAlias) async throws(Refusal) -> (id: RoomID, servers: [ServerName]) {
        if let neighbour = neighbours[alias.serverName] {
            guard let id = neighbour.rooms.room(named: alias) else {
                throw Refusal(404, "M_NOT_FOUND", "\(alias) names no room")
            }
            return (id, neighbour.rooms.joinedServers(in: id))
        }
        guard let participant else { throw goesNotOut }
        do {
            let found = try await AliasLookup(as: participant).room(of: alias)
            return (found.roomID, found.servers)
        } catch {
            throw Refusal(error)
        }
    }
}
