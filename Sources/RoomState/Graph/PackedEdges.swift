/// The edges of a directed graph whose nodes are 0, 1, 2 …, in two flat arrays.
struct PackedEdges: Sendable {
    private var starts: [Int32]
    private var targets: [Int32]

    /// The graph with `lists[node]` as what each node points at.
    init(_ lists: [[Int32]] = []) {
        starts = [0]
        targets = []
        starts.reserveCapacity(lists.count + 1)
        for list in lists { append(list) }
    }

    private init(starts: [Int32], targets: [Int32]) {
        self.starts = starts
        self.targets = targets
    }

    /// Adds a node that points at `list`.
    mutating func append(_ list: some Sequence<Int32>) {
        targets.append(contentsOf: list)
        starts.append(Int32(targets.count))
    }

    /// How many nodes there are.
    var count: Int { starts.count - 1 }

    /// What `node` points at, in the order given.
    subscript(node: Int32) -> ArraySlice<Int32> {
        targets[Int(starts[Int(node)])..<Int(starts[Int(node) + 1])]
    }

    /// The same edges turned round, without those of the nodes that `isKept` refuses.
    func reversed(keeping isKept: (Int32) -> Bool = { _ in true }) -> PackedEdges {
        var starts = [Int32](repeating: 0, count: count + 1)
        for node in 0..<Int32(count) where isKept(node) {
            for target in self[node] { starts[Int(target) + 1] += 1 }
        }
        for node in 0..<count { starts[node + 1] += starts[node] }
        var next = starts
        var turned = [Int32](repeating: 0, count: Int(starts[count]))
        for node in 0..<Int32(count) where isKept(node) {
            for target in self[node] {
                turned[Int(next[Int(target)])] = node
                next[Int(target)] += 1
            }
        }
        return PackedEdges(starts: starts, targets: turned)
    }

    /// The length of the longest path that starts at each node, or the nodes of a cycle.
    ///
    /// A node's level is above the levels of everything that it can reach.
    func levels() throws(Cycle) -> [Int32] {
        var levels = [Int32](repeating: 0, count: count)
        var open = [Int32](repeating: 0, count: count)
        var ready: [Int32] = []
        for node in 0..<Int32(count) {
            open[Int(node)] = Int32(self[node].count)
            if open[Int(node)] == 0 { ready.append(node) }
        }
        let sources = reversed()
        var done = 0
        while done < ready.count {
            let node = ready[done]
            done += 1
            for source in sources[node] {
                levels[Int(source)] = max(levels[Int(source)], levels[Int(node)] + 1)
                open[Int(source)] -= 1
                if open[Int(source)] == 0 { ready.append(source) }
            }
        }
        guard done == count else { throw cycle(among: open) }
        return levels
    }

    /// Nodes that point at each other in a ring.
    struct Cycle: Error {
        /// Each points at the next, and the last at the first.
        let nodes: [Int32]
    }

    /// A cycle among the nodes that still wait for another: each of them points at one that waits.
    private func cycle(among open: [Int32]) -> Cycle {
        guard var node = open.indices.first(where: { open[$0] > 0 }).map(Int32.init) else {
            return Cycle(nodes: [])
        }
        var path: [Int32] = []
        var position = [Int32: Int]()
        while position[node] == nil {
            position[node] = path.count
            path.append(node)
            guard let next = self[node].first(where: { open[Int($0)] > 0 }) else { break }
            node = next
        }
        return Cycle(nodes: Array(path[(position[node] ?? 0)...]))
    }
}
