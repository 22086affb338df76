import FederationCore
import RoomEvents

extension StateHistory {
    /// Whether the events before an event do not tell the state before it.
    func needsState(before event: Event) -> Bool {
        event.prevEventIDs.contains { id in
            graph.numbers[id].map { after[Int($0)] == nil } ?? true
        }
    }

    /// The state that is made of events, all of which have to be there; what was rejected is left out.
    func state(of ids: [EventID]) throws(ReceiptCause) -> SharedMap {
        let missing = ids.filter { graph.numbers[$0] == nil }
        guard missing.isEmpty else { throw .missingStateEvents(missing) }
        var values: [Int32: Int32] = [:]
        var unusable: [EventID] = []
        for node in graph.numbers(ofDistinct: ids) {
            let slot = index.slots[Int(node)]
            guard slot >= 0, values[slot] == nil else {
                unusable.append(graph.id(node))
                continue
            }
            values[slot] = node
        }
        guard unusable.isEmpty else { throw .unusableState(unusable) }
        let slots = values.filter { !isRejected[Int($0.value)] }.keys
        var state = SharedMap()
        state.set(slots.sorted()) { values[$0] }
        return state
    }
}

extension EventGraph {
    /// The places of those of many `ids` that are there, each once.
    fileprivate func numbers(ofDistinct ids: [EventID]) -> [Int32] {
        var marks = NodeMarks(count: events.count)
        return ids.compactMap { numbers[$0] }.filter { marks.insert($0) }
    }
}
