public import FederationCore
public import RoomEvents
public import RoomState

/// The state that several states of a room came to, with the events that make it.
public struct EventResolution: Sendable {
    /// The version of the room.
    public let version: RoomVersion
    /// How many states there were.
    public let forkCount: Int
    /// The result.
    public let resolution: StateResolution

    /// Resolves the states that are made of the events of each of `forks`.
    ///
    /// - Parameters:
    ///   - forks: The state events of each state; of several for the same, the last counts.
    ///   - events: All events that are known of the room, those of the forks among them.
    ///   - version: The version of the room.
    ///   - rejected: The events that are known to have been rejected.
    /// - Throws: `EventGraphError` for events that name each other in a ring, and `StateResolutionError`.
    public init(
        forks: [[Event]], events: [Event], version: RoomVersion, rejected: Set<EventID> = []
    ) throws {
        self.version = version
        forkCount = forks.count
        let maps = forks.map { fork in
            var map: StateMap = [:]
            for event in fork {
                if let tuple = event.tuple { map[tuple] = event.eventID }
            }
            return map
        }
        resolution = try resolveState(
            maps, in: try EventGraph(events), version: version, rejected: rejected)
    }

    /// The resolved state by type and state key.
    var entries: [(tuple: StateTuple, eventID: EventID)] {
        resolution.state.map { (tuple: $0.key, eventID: $0.value) }.sorted { one, other in
            let (left, right) = (one.tuple, other.tuple)
            if left.type.utf8.elementsEqual(right.type.utf8) {
                return left.stateKey.utf8.lexicographicallyPrecedes(right.stateKey.utf8)
            }
            return left.type.utf8.lexicographicallyPrecedes(right.type.utf8)
        }
    }
}
