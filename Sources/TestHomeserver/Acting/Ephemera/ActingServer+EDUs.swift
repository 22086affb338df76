import FederationCore
import MatrixJSON

extension ActingServer {
    /// Sends an EDU: to the servers that are named, else to all others whom it concerns.
    ///
    /// - Parameters:
    ///   - type: Its type.
    ///   - content: Its content.
    ///   - servers: To whom.
    /// - Returns: To whom it goes.
    /// - Throws: 502 where this server does not go out, 400 where nobody can be known whom it concerns, 404 where
    ///   the room is not here.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#edus>
    @discardableResult
    func send(
        edu type: String, _ content: JSONObject, to servers: [ServerName] = []
    ) throws(Refusal) -> [ServerName] {
        let concerned =
            servers.isEmpty ? try EDUAudience(of: self).servers(type, content) : servers
        let others = Set(concerned).subtracting([name]).sorted {
            $0.description < $1.description
        }
        let edu: JSONObject = ["edu_type": .string(type), "content": .object(content)]
        for (neighbour, state) in neighbours where others.contains(neighbour) {
            hand(edu, to: state)
        }
        let remote = others.filter { neighbours[$0] == nil }
        guard !remote.isEmpty else { return others }
        guard let outbox = state.outbox else { throw goesNotOut }
        outbox.send(edu: edu, to: remote)
        return others
    }

    /// Tells a server of the process.
    private func hand(_ edu: JSONObject, to neighbour: ServerState) {
        // What was just made can be read.
        guard let document = try? JSONDocument(parsing: edu.canonicalBytes()) else { return }
        let receiver = EDUReceiver(
            name: neighbour.server.name, users: neighbour.users, rooms: neighbour.listing,
            memory: neighbour.ephemera)
        _ = EDUJudge(origin: name, receiver: receiver).judge(document.root)
    }

    /// Tells everyone who shares a room with a user that a device of theirs came, changed or went.
    ///
    /// - Returns: To whom it goes.
    /// - Throws: 404 where there is no such user.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#device-management>
    @discardableResult
    func announce(
        device deviceID: String, of userID: UserID, to servers: [ServerName] = []
    ) throws(Refusal) -> [ServerName] {
        guard let change = state.users.noteChange(of: userID) else {
            throw Refusal(404, "M_NOT_FOUND", "there is no user \(userID)")
        }
        var content: JSONObject = [
            "user_id": .string(userID.description), "device_id": .string(deviceID),
            "stream_id": .integer(change.user.streamID),
            "prev_id": .array(change.former.map { [.integer($0)] } ?? []),
        ]
        if let device = change.user.devices.first(where: { $0.isNamed(deviceID) }) {
            content["keys"] = .object(device.keys)
            if let name = device.displayName { content["device_display_name"] = .string(name) }
        } else {
            content["deleted"] = true
        }
        return try send(edu: "m.device_list_update", content, to: servers)
    }

    /// Tells everyone who shares a room with a user what has changed about their devices, and their
    /// cross-signing keys.
    ///
    /// - Returns: To whom it goes: nobody where no other server shares a room, or none can be reached.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#device-management>
    func announceChanges(
        of userID: UserID, from former: RegisteredUser?
    ) throws(Refusal) -> [ServerName] {
        guard let user = state.users.user(userID) else { return [] }
        let content: JSONObject = ["user_id": .string(userID.description)]
        let concerned = try EDUAudience(of: self).servers("m.device_list_update", content)
        let audience = Set(concerned)
            .subtracting([name])
            .filter { neighbours[$0] != nil || state.outbox != nil }
            .sorted { $0.description < $1.description }
        let changed = user.devicesChanged(from: former)
        guard !audience.isEmpty else { return [] }
        for device in changed { try announce(device: device, of: userID, to: audience) }
        guard let keys = user.crossSigning, keys.masterKey != former?.crossSigning?.masterKey else {
            return changed.isEmpty ? [] : audience
        }
        var update = content
        update["master_key"] = .object(keys.masterKey)
        update["self_signing_key"] = .object(keys.selfSigningKey)
        return try send(edu: "m.signing_key_update", update, to: audience)
    }
}
