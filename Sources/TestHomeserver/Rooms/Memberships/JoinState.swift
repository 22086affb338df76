import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// The state that a server gets that joins.
struct JoinState {
    private let state: [Event]

    init(_ state: [Event]) {
        self.state = state
    }

    /// How many members stand for a room without a name.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#calculating-the-display-name-for-a-room>
    private static let heroCount = 5

    /// The state without the members, but for those who make the name of a room that has none.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv2send_joinroomideventid>
    var withoutMembers: [Event] {
        let isMember = { (event: Event) in event.type.utf8.elementsEqual("m.room.member".utf8) }
        let others = state.filter { !isMember($0) }
        let isNamed = others.contains {
            ["m.room.name", "m.room.canonical_alias"].contains($0.type)
        }
        guard !isNamed else { return others }
        let members = state.filter(isMember).sorted {
            ($0.stateKey ?? "").utf8.lexicographicallyPrecedes(($1.stateKey ?? "").utf8)
        }
        let present = members.filter { ["join", "invite"].contains($0.membership) }
        let heroes = present.isEmpty ? members : present
        return others + heroes.prefix(Self.heroCount)
    }

    /// The servers with joined users, sorted.
    var servers: [JSONValue] {
        let names = state.filter { $0.membership == "join" }.compactMap { $0.member?.serverName }
        return Set(names).map(\.description).sorted().map { .string($0) }
    }
}
