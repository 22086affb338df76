import RoomEvents
import RoomState
import TestSupport

/// A generated room whose lines do not agree.
struct ForkedRoom {
    var room: RoomGenerator
    let forks: [StateMap]

    var version: RoomVersion { room.version }

    init(version: RoomVersion, seed: UInt64, lines: Int = 2, length: Int = 12) throws {
        room = try RoomGenerator(version: version, seed: seed)
        var branch = try room.open()
        for _ in 0..<Int(seed % 8) { try room.act(on: &branch) }
        forks = try room.fork(branch, lines: lines, length: length).map(\.stateMap)
    }

    func graph() throws -> EventGraph { try EventGraph(room.events) }

    func resolution() throws -> StateResolution {
        try resolveState(forks, in: graph(), version: version)
    }

    /// Some rooms of every version.
    static let samples: [(RoomVersion, UInt64)] = RoomVersion.all.flatMap { version in
        (0..<5).map { (version, UInt64($0) * 17 + 3) }
    }
}

extension RoomBranch {
    /// The state, as it is resolved.
    var stateMap: StateMap {
        state.reduce(into: [:]) { map, event in
            if let tuple = event.tuple { map[tuple] = event.eventID }
        }
    }
}
