import FederationCore
import RoomEvents

/// The events of a room that were accepted and have nothing accepted behind them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#soft-failure>
struct ForwardExtremities {
    private var events: Set<Int32> = []
    /// What was received and is no extremity: what is built on it is built on what it was built on too.
    private var passed: Set<Int32> = []
    /// What is not there, or not known to be history, and has something accepted behind it.
    private var awaited: Set<EventID> = []

    /// Whether there is none.
    var isEmpty: Bool { events.isEmpty }

    /// How many there are.
    var count: Int { events.count }

    /// The events, in the order of their numbers.
    var sorted: [Int32] { events.sorted() }

    /// Whether these are the extremities, and no others.
    func areExactly(_ nodes: [Int32]) -> Bool {
        nodes.count == events.count && nodes.allSatisfy(events.contains)
    }

    /// How many there are once an event behind `previous` is accepted.
    func countAfter(_ previous: [Int32]) -> Int {
        events.count + 1 - previous.count(where: events.contains)
    }

    /// Takes note of an event that was not accepted.
    mutating func pass(_ node: Int32, in history: StateHistory) {
        guard awaited.remove(history.graph.id(node)) != nil else {
            passed.insert(node)
            return
        }
        // What is accepted behind it stands for what it was built on.
        cover(node, in: history)
    }

    /// Makes an accepted event an extremity, in place of those that it is built on; one of the past is none.
    mutating func accept(_ node: Int32, isPast: Bool, in history: StateHistory) {
        cover(node, in: history)
        let isAwaited = awaited.remove(history.graph.id(node)) != nil
        if !isAwaited, !isPast { events.insert(node) }
    }

    /// Takes away what `node` is built on.
    private mutating func cover(_ node: Int32, in history: StateHistory) {
        var open = [node]
        while let next = open.popLast() {
            for id in history.graph.events[Int(next)].prevEventIDs {
                guard let before = history.graph.numbers[id], !history.outliers.contains(before)
                else {
                    awaited.insert(id)
                    continue
                }
                events.remove(before)
                // Each is looked through once: what is behind it can become no extremity again.
                if passed.remove(before) != nil { open.append(before) }
            }
        }
    }
}
