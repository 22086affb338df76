import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Judges whether a user may join a room whose rule lets members of other rooms in, by events as they came,
/// redacted or not.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#restricted-rooms>
struct RestrictedJoin {
    private let user: UserID
    private let room: HostedRoom
    private let rooms: HostedRooms
    private let server: ServerName

    /// Judges for `server`, which has `rooms`.
    init(_ user: UserID, _ room: HostedRoom, rooms: HostedRooms, server: ServerName) {
        self.user = user
        self.room = room
        self.rooms = rooms
        self.server = server
    }

    init(_ user: UserID, _ room: RoomCall) {
        self.init(
            user, room.room, rooms: room.call.state.rooms, server: room.call.server.name)
    }

    /// Whether somebody has to let the user in, who then meets the conditions.
    ///
    /// - Throws: 400 `M_UNABLE_TO_AUTHORISE_JOIN` where none of the conditions can be looked at here, 403
    ///   where they are not met.
    func needsAuthoriser() throws(Refusal) -> Bool {
        guard room.version.rules.restrictedJoins else { return false }
        let (rule, membership, allow) = room.read { timeline in
            (
                timeline.joinRule, timeline.membership(of: user),
                timeline.wholeCurrentEvent("m.room.join_rules")?.content["allow"]
            )
        }
        let rules = room.version.rules
        let isRestricted =
            rule == "restricted" || (rule == "knock_restricted" && rules.knockRestricted)
        // Who is in the room, invited or banned needs, or has, nobody's word.
        guard isRestricted, !["join", "invite", "ban"].contains(membership) else { return false }
        try checkConditions(allow?.elements ?? [])
        return true
    }

    private func checkConditions(_ conditions: [JSONElement]) throws(Refusal) {
        let named = conditions.compactMap { condition -> RoomID? in
            guard condition["type"]?.string == "m.room_membership" else { return nil }
            // A condition that names no room is met by nobody.
            return condition["room_id"]?.string.flatMap { try? RoomID(parsing: $0) }
        }
        let known = named.compactMap { rooms[$0] }.filter { $0.hasJoined(server) }
        for room in known where room.read({ $0.membership(of: user) }) == "join" { return }
        guard named.isEmpty || !known.isEmpty else {
            throw Refusal(
                400, "M_UNABLE_TO_AUTHORISE_JOIN",
                "\(server) is in none of the rooms whose members may join")
        }
        throw .forbidden("\(user) is in none of the rooms whose members may join")
    }

    /// The joined users of this server who might have the power to invite: those whose power is their own,
    /// and one of all others.
    var candidates: [UserID] {
        room.read { timeline in
            let create = timeline.wholeCurrentEvent("m.room.create")
            let levels = timeline.wholeCurrentEvent("m.room.power_levels")?.content["users"]
            var names = (levels?.members ?? []).map(\.name)
            names += (create?.content["additional_creators"]?.elements ?? []).compactMap(\.string)
            if let create { names.append(create.sender.description) }
            let named = Set(names.map(ExactText.init))
            let joined = timeline.members.filter {
                $0.event.membership == "join" && $0.user.serverName == server
            }.map(\.user)
            let order = { (one: UserID, other: UserID) in
                one.description.utf8.lexicographicallyPrecedes(other.description.utf8)
            }
            let (own, others) = joined.reduce(into: ([UserID](), [UserID]())) { lists, user in
                if named.contains(ExactText(user.description)) {
                    lists.0.append(user)
                } else {
                    lists.1.append(user)
                }
            }
            return own.sorted(by: order) + (others.min(by: order).map { [$0] } ?? [])
        }
    }

    /// The answer where nobody of this server can let the user in.
    var ungrantable: Refusal {
        Refusal(400, "M_UNABLE_TO_GRANT_JOIN", "nobody of \(server) may invite to the room")
    }
}
