import FederationCore
import RoomEvents

/// The order in which events are dealt with: as given, but each behind all that it names.
struct ArrivalOrder {
    /// The places of the events.
    let order: [Int32]

    /// - Parameter events: The events, no two of them with one ID.
    /// - Throws: ``EventGraphError`` where events name each other in a ring.
    init(_ events: [Event]) throws(EventGraphError) {
        var numbers: [EventID: Int32] = [:]
        numbers.reserveCapacity(events.count)
        for (number, event) in events.enumerated() { numbers[event.eventID] = Int32(number) }
        var edges = PackedEdges()
        for event in events {
            var list: [Int32] = []
            for id in Self.names(of: event) {
                if let node = numbers[id], !list.contains(node) { list.append(node) }
            }
            edges.append(list)
        }
        order = Self.order(of: edges)
        guard order.count == events.count else { throw Self.error(in: events, numbers, edges) }
    }

    /// What an event is dealt with after.
    private static func names(of event: Event) -> [EventID] {
        let named = event.prevEventIDs + event.authEventIDs
        // What the room ID names is as good as an auth event.
        guard event.version.rules.createEventNamesRoom, event.tuple != .create,
            let create = event.roomID.createEventID
        else { return named }
        return named + [create]
    }

    /// What is wrong with events that have no order.
    private static func error(
        in events: [Event], _ numbers: [EventID: Int32], _ edges: PackedEdges
    ) -> EventGraphError {
        let links: [(EventGraphError.Link, (Event) -> [EventID])] = [
            (.authEvents, \.authEventIDs), (.previousEvents, \.prevEventIDs),
        ]
        for (link, named) in links {
            let some = PackedEdges(events.map { named($0).compactMap { numbers[$0] } })
            if let cycle = cycle(in: some) {
                return .cycle(cycle.map { events[Int($0)].eventID }, through: link)
            }
        }
        return .cycle((cycle(in: edges) ?? []).map { events[Int($0)].eventID }, through: .either)
    }

    private static func cycle(in edges: PackedEdges) -> [Int32]? {
        do {
            _ = try edges.levels()
            return nil
        } catch {
            return error.nodes
        }
    }

    /// Every node behind those that it points at, as far as that is possible.
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
