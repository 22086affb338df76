import FederationCore
import RoomEvents

/// The reverse topological power ordering of some events.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
struct TopologicalPowerOrder {
    private let index: StateIndex
    /// The events that are sorted, and those between them, through which one may lead to another.
    private let region: Set<Int32>
    /// Which of the region are sorted.
    private let chosen: Set<Int32>

    init(_ index: StateIndex, region: Set<Int32>, chosen: Set<Int32>) {
        self.index = index
        self.region = region
        self.chosen = chosen
    }

    /// What an event is compared by.
    private struct Key {
        let node: Int32
        let power: PowerLevel
        let time: Int64
    }

    /// The events, each behind those that it leads to, and otherwise by Kahn's algorithm the smallest first.
    func sorted() -> [Int32] {
        let edges = index.graph.authEdges
        var citing: [Int32: [Int32]] = [:]
        var open: [Int32: Int] = [:]
        var free: [Int32] = []
        var queue = MinimumHeap<Key>(by: precedes)
        for node in region {
            let targets = edges[node].filter(region.contains)
            for target in targets { citing[target, default: []].append(node) }
            open[node] = targets.count
            if targets.isEmpty { free.append(node) }
        }
        var order: [Int32] = []
        while true {
            // What is not sorted is no obstacle once all that it leads to is out.
            while let node = free.popLast() {
                if chosen.contains(node) {
                    queue.insert(key(of: node))
                } else {
                    free += released(by: node, citing, &open)
                }
            }
            guard let next = queue.removeFirst() else { return order }
            order.append(next.node)
            free = released(by: next.node, citing, &open)
        }
    }

    private func released(
        by node: Int32, _ citing: [Int32: [Int32]], _ open: inout [Int32: Int]
    ) -> [Int32] {
        (citing[node] ?? []).filter { source in
            open[source, default: 0] -= 1
            return open[source] == 0
        }
    }

    private func key(of node: Int32) -> Key {
        Key(
            node: node, power: index.senderPower(of: node),
            time: index.times[Int(node)])
    }

    private func precedes(_ one: Key, _ other: Key) -> Bool {
        if one.power != other.power { return one.power > other.power }
        if one.time != other.time { return one.time < other.time }
        return index.precedesByID(one.node, other.node)
    }
}
