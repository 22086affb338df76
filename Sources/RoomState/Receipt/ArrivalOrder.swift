import FederationCore
import RoomEvents

/// The order in which events are dealt with: as given, but each behind all that it names.
struct ArrivalOrder {
    /// The `prev_events` of every event.
    let previous: PackedEdges
    let order: [Int32]

    /// - Throws: ``EventGraphError`` where events name each other in a ring.
    init(_ graph: EventGraph) throws(EventGraphError) {
        let lists = graph.events.map { event in
            var list: [Int32] = []
            for id in event.prevEventIDs {
                if let node = graph.numbers[id], !list.contains(node) { list.append(node) }
            }
            return list
        }
        previous = PackedEdges(lists)
        let both = PackedEdges(
            lists.enumerated().map { node, list in
                list + graph.authEdges[Int32(node)].filter { !list.contains($0) }
            })
        do {
            _ = try both.levels()
        } catch {
            throw Self.error(error, of: graph, previous: previous)
        }
        order = Self.order(of: both)
    }

    private static func error(
        _ cycle: PackedEdges.Cycle, of graph: EventGraph, previous: PackedEdges
    ) -> EventGraphError {
        let cycleOfPrevious: PackedEdges.Cycle?
        do {
            _ = try previous.levels()
            cycleOfPrevious = nil
        } catch {
            cycleOfPrevious = error
        }
        return .cycle(
            (cycleOfPrevious ?? cycle).nodes.map(graph.id),
            through: cycleOfPrevious == nil ? .either : .previousEvents)
    }

    private static func order(of edges: PackedEdges) -> [Int32] {
        let naming = edges.reversed()
        var open = (0..<Int32(edges.count)).map { edges[$0].count }
        var queue = MinimumHeap<Int32>(by: <)
        for node in 0..<Int32(edges.count) where open[Int(node)] == 0 { queue.insert(node) }
        var order: [Int32] = []
        order.reserveCapacity(edges.count)
        while let node = queue.removeFirst() {
            order.append(node)
            for source in naming[node] {
                open[Int(source)] -= 1
                if open[Int(source)] == 0 { queue.insert(source) }
            }
        }
        return order
    }
}
