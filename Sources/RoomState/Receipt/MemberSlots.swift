import FederationCore

/// Where the memberships of a room stand in its states, by the server of the member.
struct MemberSlots {
    private var slots: [ServerName: [Int32]] = [:]

    /// The slots of all memberships that `index` knows.
    init(_ index: StateIndex) {
        for (slot, tuple) in index.tuples.enumerated()
        where tuple.type.utf8.elementsEqual("m.room.member".utf8) {
            // A member whose state key is no user ID is of no server.
            guard let server = (try? UserID(parsing: tuple.stateKey))?.serverName else { continue }
            slots[server, default: []].append(Int32(slot))
        }
    }

    /// The slots of the members of a server.
    subscript(_ server: ServerName) -> [Int32] { slots[server] ?? [] }
}
