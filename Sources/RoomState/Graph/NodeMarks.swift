/// A set of nodes that is emptied in no time, so that it serves many walks over one graph.
struct NodeMarks {
    private var stamps: [UInt32]
    private var current: UInt32 = 1

    /// An empty set for nodes below `count`.
    init(count: Int = 0) {
        stamps = [UInt32](repeating: 0, count: count)
    }

    /// Makes the set one for one node more.
    mutating func addNode() {
        // No walk had this stamp.
        stamps.append(0)
    }

    /// Whether `node` is in the set.
    func contains(_ node: Int32) -> Bool { stamps[Int(node)] == current }

    /// Puts `node` in, and tells whether it was not there.
    mutating func insert(_ node: Int32) -> Bool {
        guard stamps[Int(node)] != current else { return false }
        stamps[Int(node)] = current
        return true
    }

    /// Takes everything out.
    mutating func removeAll() {
        if current == .max {
            for index in stamps.indices { stamps[index] = 0 }
            current = 0
        }
        current += 1
    }
}
