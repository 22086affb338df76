import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension RoomTimeline {
    /// What the directory and the hierarchy of spaces say about the room; of what was redacted, what is left.
    var summary: RoomSummary {
        let text = { (type: String, member: String) in
            self.currentEvent(type)?.content[member]?.string
        }
        let allow = currentEvent("m.room.join_rules")?.content["allow"]?.elements ?? []
        let joined = members.count { $0.event.membership == "join" }
        var summary = RoomSummary(
            roomID: roomID, version: version, joinedMembers: joined, joinRule: joinRule)
        summary.allowedRoomIDs = allow.compactMap { condition in
            // A condition that names no room lets nobody in.
            condition["room_id"]?.string.flatMap { try? RoomID(parsing: $0) }
        }
        let history = text("m.room.history_visibility", "history_visibility")
        summary.isWorldReadable = history == "world_readable"
        summary.admitsGuests = text("m.room.guest_access", "guest_access") == "can_join"
        summary.canonicalAlias = text("m.room.canonical_alias", "alias")
        summary.name = text("m.room.name", "name")
        summary.topic = text("m.room.topic", "topic")
        summary.avatarURL = text("m.room.avatar", "url")
        summary.roomType = text("m.room.create", "type")
        summary.encryption = text("m.room.encryption", "algorithm")
        summary.children = currentStateEvents.filter {
            $0.type.utf8.elementsEqual("m.space.child".utf8)
        }
        return summary
    }

    /// The policy server that the state names, with a key that can be one, by the event as it came: events are
    /// judged by it, and the checks on receipt do that too.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#determining-if-a-policy-server-is-enabled-in-a-room>
    var namedPolicyServer: PolicyServer? {
        let content = wholeCurrentEvent("m.room.policy")?.content
        // What is no server name, or no key, makes no policy server.
        guard let via = content?["via"]?.string, let server = try? ServerName(parsing: via),
            let text = content?["public_keys"]?["ed25519"]?.string,
            let keyID = try? KeyID(parsing: PolicyServer.keyName),
            let key = try? VerifyKey(keyID: keyID, base64: text)
        else { return nil }
        return PolicyServer(server: server, key: key)
    }
}
