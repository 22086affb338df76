import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension ActingServer {
    /// The room of that ID.
    ///
    /// - Throws: 404 `M_NOT_FOUND` where the server was never in it.
    func room(_ id: RoomID) throws(Refusal) -> HostedRoom {
        guard let room = state.rooms[id] else {
            throw Refusal(404, "M_NOT_FOUND", "\(name) does not have the room \(id)")
        }
        return room
    }

    /// Makes an event, takes it in, and sends it to every other server in the room.
    ///
    /// - Throws: 403 `M_FORBIDDEN` where the rules of the room do not allow it; nothing has happened then.
    @discardableResult
    func send(
        _ draft: EventDraft, by sender: UserID, in room: HostedRoom
    ) async throws(Refusal) -> SentEvent {
        try requireOwn(sender)
        let sent: SentEvent
        let policy = room.read(\.namedPolicyServer)
        if let policy, room.hasJoined(policy.server), draft.type != "m.room.policy" {
            // It has to be asked, and no room waits for a network.
            let event = try make(draft, by: sender, in: room)
            sent = try await take(try await signed(event, by: policy), into: room)
        } else {
            let template = draft.template(in: room.version)
            // Signed and verified with one key, also where a fault of the keys comes or goes meanwhile.
            let key = state.eventKey
            let made = try room.append(keys: keys(key)) { timeline throws(Refusal) in
                try sign(
                    try timeline.template(
                        of: template, by: sender, at: now, on: name, after: draft.previous),
                    version: room.version, with: key)
            }
            sent = try Self.taken(made.event, made.receipt)
        }
        if !draft.isWithheld { await RoomRelay(self).hand(sent.event, of: room) }
        return sent
    }

    /// Sends events again that are here, in their order.
    ///
    /// - Returns: To whom: the servers that were named, else all others in the room.
    /// - Throws: 404 where one is not here, 502 where this server does not go out.
    func deliver(
        _ ids: [EventID], of room: HostedRoom, to servers: [ServerName]
    ) throws(Refusal) -> [ServerName] {
        guard let outbox = state.outbox else { throw goesNotOut }
        let all = servers.isEmpty ? Array(room.servers) : servers
        let others = all.filter { $0 != name }.sorted { $0.description < $1.description }
        let events = room.read { timeline in ids.map { timeline[$0] } }
        for (id, event) in zip(ids, events) where event == nil {
            throw Refusal(404, "M_NOT_FOUND", "there is no event \(id)")
        }
        for event in events.compactMap(\.self) { outbox.send(event, to: others) }
        return others
    }

    /// Makes an event without taking it in.
    func make(
        _ draft: EventDraft, by sender: UserID, in room: HostedRoom
    ) throws(Refusal) -> Event {
        try requireOwn(sender)
        let template = draft.template(in: room.version)
        let built = try room.read { timeline in
            Result { () throws(Refusal) in
                try timeline.template(
                    of: template, by: sender, at: now, on: name, after: draft.previous)
            }
        }.get()
        return try sign(built, version: room.version)
    }

    /// Takes an event into a room that this server made, or had others sign.
    func take(_ event: Event, into room: HostedRoom) async throws(Refusal) -> SentEvent {
        let keys = await EventKeyTable(for: [event.source], from: verifyKeys)
        return try Self.taken(event, room.receive(event, keys: keys))
    }

    private static func taken(_ event: Event, _ receipt: Receipt) throws(Refusal) -> SentEvent {
        switch receipt.verdict {
        // At the side of a fork, the state of the room may have gone on without it.
        case .accepted, .softFailed: return SentEvent(event: event, receipt: receipt)
        case .rejected, .dropped, .undecided:
            throw .forbidden(receipt.cause?.description ?? receipt.verdict.rawValue)
        }
    }

    func requireOwn(_ user: UserID) throws(Refusal) {
        guard user.serverName == name else {
            throw .forbidden("\(user) is no user of \(name), which cannot sign for them")
        }
    }

    /// An own key, for which nobody need be asked.
    private func keys(_ key: SigningKey) -> EventKeyTable {
        var table = EventKeyTable()
        table[key.keyID, of: name] = .found(key.publicKey, .unlimited)
        return table
    }

    func sign(
        _ built: JSONObject, version: RoomVersion, with key: SigningKey? = nil
    ) throws(Refusal) -> Event {
        do {
            let signed = try signEvent(
                built, version: version, as: name, with: key ?? state.eventKey, keepsHash: true)
            return try Event(parsing: signed.canonicalBytes(), version: version)
        } catch {
            throw .invalid("\(error)")
        }
    }
}
