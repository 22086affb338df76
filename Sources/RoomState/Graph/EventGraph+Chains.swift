public import FederationCore
import RoomEvents

extension EventGraph {
    /// The auth chain of several events together: their auth events, the auth events of those, and so on.
    ///
    /// One of `ids` is in it only where another one of them leads to it. The order is from the oldest: every
    /// event stands behind its own auth events. IDs that are not in the graph add nothing.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
    public func authChain(of ids: some Sequence<EventID>) -> [EventID] {
        var marks = NodeMarks(count: events.count)
        return oldestFirst(chain(of: ids.compactMap { numbers[$0] }, marks: &marks)).map(id)
    }

    /// What is in some but not in all of the full auth chains of `forks`, from the oldest.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
    public func authDifference(of forks: [[EventID]]) -> [EventID] {
        var counts = [Int32](repeating: 0, count: events.count)
        var marks = NodeMarks(count: events.count)
        for fork in forks {
            marks.removeAll()
            for node in chain(of: fork.compactMap { numbers[$0] }, marks: &marks) {
                counts[Int(node)] += 1
            }
        }
        let difference = (0..<Int32(events.count)).filter {
            counts[Int($0)] > 0 && counts[Int($0)] < forks.count
        }
        return oldestFirst(difference).map(id)
    }

    /// Everything that `nodes` lead to.
    func chain(of nodes: [Int32], marks: inout NodeMarks) -> [Int32] {
        var found: [Int32] = []
        func add(_ node: Int32) {
            for target in authEdges[node] where marks.insert(target) { found.append(target) }
        }
        for node in nodes { add(node) }
        var next = 0
        while next < found.count {
            add(found[next])
            next += 1
        }
        return found
    }

    /// `nodes` with each behind everything that it leads to; otherwise in the order given to the graph.
    func oldestFirst(_ nodes: some Sequence<Int32>) -> [Int32] {
        nodes.sorted { (levels[Int($0)], $0) < (levels[Int($1)], $1) }
    }

    /// The ID of `node`.
    func id(_ node: Int32) -> EventID { events[Int(node)].eventID }
}
