import FederationCore
import RoomEvents

/// A walk through the history of a room, from the greatest depth down.
struct HistoryWalk {
    private let states: StateHistory
    private var marks: NodeMarks
    private var queue: MinimumHeap<Place>

    private struct Place {
        let node: Int32
        let depth: Int64
    }

    init(_ room: RoomTimeline) {
        states = room.run.states
        marks = NodeMarks(count: room.count)
        queue = MinimumHeap { ($0.depth, $0.node) > ($1.depth, $1.node) }
    }

    /// Lets the walk pass an event, where it is in the history.
    mutating func add(_ id: EventID) {
        guard let node = states.graph.numbers[id], !states.outliers.contains(node),
            marks.insert(node)
        else { return }
        queue.insert(Place(node: node, depth: states.graph.events[Int(node)].depth))
    }

    /// The next event.
    mutating func next() -> Int32? { queue.removeFirst()?.node }
}
