import FederationCore
import MatrixJSON
import RoomEvents

/// The policy server that a room uses.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#determining-if-a-policy-server-is-enabled-in-a-room>
struct RoomPolicy: Sendable {
    let server: ServerName
    /// The key; none where the room gives one that is no key, with which nothing verifies.
    private let key: VerifyKey?

    /// The policy server of a room in `state`, as `policy` names it; none where the room does not use one.
    init?(_ policy: Event, in state: SharedMap, by index: StateIndex, members: MemberSlots) {
        // A `via` that is no server name has no user in the room.
        guard let via = policy.content["via"]?.string,
            let server = try? ServerName(parsing: via),
            let text = policy.content["public_keys"]?["ed25519"]?.string
        else { return nil }
        let hasUser = members[server].contains { slot in
            guard let node = state[slot] else { return false }
            return index.graph.events[Int(node)].content["membership"]?.string == "join"
        }
        guard hasUser else { return nil }
        self.server = server
        key = Self.key(text)
    }

    private static func key(_ text: String) -> VerifyKey? {
        // What is no key verifies nothing, and that is what is said of the event.
        guard let bytes = try? UnpaddedBase64.decode(text),
            let keyID = try? KeyID(parsing: PolicyServer.keyName)
        else { return nil }
        return try? VerifyKey(keyID: keyID, bytes: bytes)
    }

    /// Whether the server signed, or need not.
    func hasSigned(_ event: Event) -> Bool {
        if event.tuple == .policy { return true }
        guard let key else { return false }
        let policyServer = PolicyServer(server: server, key: key)
        let verdict = verify(event, keys: EventKeyTable(), policyServer: policyServer)
        return verdict.required.contains {
            $0.required.reason == .policyServer && $0.isSatisfied
        }
    }
}

extension StateTuple {
    static let policy = StateTuple("m.room.policy")
}
