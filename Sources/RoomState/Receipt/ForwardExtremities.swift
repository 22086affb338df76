/// The events of a room that were accepted and have nothing accepted behind them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#soft-failure>
struct ForwardExtremities {
    private let previous: PackedEdges
    private var events: Set<Int32> = []
    /// What was received and is no extremity: what is built on it is built on what it was built on too.
    private var passed: Set<Int32> = []

    /// None yet, in a room with these `prev_events`.
    init(_ previous: PackedEdges) {
        self.previous = previous
    }

    /// Whether there is none.
    var isEmpty: Bool { events.isEmpty }

    /// How many there are.
    var count: Int { events.count }

    /// The events, in the order given.
    var sorted: [Int32] { events.sorted() }

    /// Whether these are the extremities, and no others.
    func areExactly(_ nodes: ArraySlice<Int32>) -> Bool {
        nodes.count == events.count && nodes.allSatisfy(events.contains)
    }

    /// How many there are once `node` is accepted.
    func countAfter(_ node: Int32) -> Int {
        events.count + 1 - previous[node].count(where: events.contains)
    }

    /// Takes note of an event that was not accepted.
    mutating func pass(_ node: Int32) {
        passed.insert(node)
    }

    /// Makes an accepted event an extremity, in place of those that it is built on.
    mutating func accept(_ node: Int32) {
        var open = Array(previous[node])
        while let before = open.popLast() {
            events.remove(before)
            // Each is looked through once: what is behind it can become no extremity again.
            if passed.remove(before) != nil { open += previous[before] }
        }
        events.insert(node)
    }
}
