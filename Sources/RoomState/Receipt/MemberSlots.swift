import FederationCore

/// Where the memberships of a room stand in its states, by the server of the member.
struct MemberSlots: Sendable {
    private var slots: [ServerName: [Int32]] = [:]
    /// How many slots were looked at.
    private var seen = 0

    /// Takes note of the memberships that `index` knows and did not know before.
    mutating func read(_ index: StateIndex) {
        for slot in seen..<index.tuples.count where index.tuples[slot].isMembership {
            // A member whose state key is no user ID is of no server.
            guard let server = (try? UserID(parsing: index.tuples[slot].stateKey))?.serverName
            else { continue }
            slots[server, default: []].append(Int32(slot))
        }
        seen = index.tuples.count
    }

    /// The slots of the members of a server.
    subscript(_ server: ServerName) -> [Int32] { slots[server] ?? [] }
}
