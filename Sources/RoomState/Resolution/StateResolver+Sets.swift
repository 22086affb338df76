// The sets that versions 2 and 2.1 look at.
// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
extension StateResolver {
    /// The auth difference of so many states that have `conflicted` and beside that all of `unconflicted`.
    ///
    /// What is in the chain of something unconflicted is in every chain, so only the chains of the
    /// conflicted events are walked, from the newest event down, and only until all of them have met or come
    /// to what something unconflicted leads to.
    mutating func authDifference(
        of conflicted: [Int32: ForkSet], in forkCount: Int, beside unconflicted: SharedMap
    ) -> Set<Int32> {
        let all = ForkSet(below: forkCount)
        if let found = partlyReached(from: conflicted, all: all, beside: unconflicted) {
            return Set(found)
        }
        let found = partlyReached(from: conflicted, all: all, beside: nil) ?? []
        return withoutChain(of: unconflicted, found)
    }

    /// What is in the chains of some forks and not in those of all, nor in that of `unconflicted` where it is
    /// given; nothing where it takes too long to tell what is in the latter.
    private mutating func partlyReached(
        from conflicted: [Int32: ForkSet], all: ForkSet, beside unconflicted: SharedMap?
    ) -> [Int32]? {
        let levels = graph.levels
        var forksOf: [Int32: ForkSet] = [:]
        var queue = MinimumHeap<Int32> { levels[Int($0)] > levels[Int($1)] }
        var partial = 0
        func reach(_ node: Int32, by forks: ForkSet) {
            guard let known = forksOf[node] else {
                forksOf[node] = forks
                queue.insert(node)
                if forks != all { partial += 1 }
                return
            }
            var union = known
            union.formUnion(forks)
            guard union != known else { return }
            forksOf[node] = union
            if union == all { partial -= 1 }
        }
        for (event, forks) in conflicted {
            for target in graph.authEdges[event] { reach(target, by: forks) }
        }
        var found: [Int32] = []
        var budget = 1_000
        marks.removeAll()
        while partial > 0, let node = queue.removeFirst(), let forks = forksOf[node] {
            work.visits += 1
            if forks != all { partial -= 1 }
            if let unconflicted {
                budget += 20
                guard let isCited = isCited(node, by: unconflicted, budget: &budget) else {
                    return nil
                }
                // All that it leads to is in every chain too.
                if isCited { continue }
            }
            if forks != all { found.append(node) }
            for target in graph.authEdges[node] { reach(target, by: forks) }
        }
        return found
    }

    /// Whether an event of `state` leads to `node`; nothing where the budget does not suffice.
    ///
    /// Looked for from the node up, which is short: what is not replaced is cited by current state. ``marks``
    /// has what no event of the state leads to.
    private mutating func isCited(
        _ node: Int32, by state: SharedMap, budget: inout Int
    ) -> Bool? {
        var found = [node]
        otherMarks.removeAll()
        _ = otherMarks.insert(node)
        var next = 0
        while next < found.count {
            // The newest are the least replaced.
            for citing in citations[Int(found[next])].reversed() {
                work.visits += 1
                budget -= 1
                guard budget > 0 else { return nil }
                if state[index.slots[Int(citing)]] == citing { return true }
                if !marks.contains(citing), otherMarks.insert(citing) { found.append(citing) }
            }
            next += 1
        }
        for node in found { _ = marks.insert(node) }
        return false
    }

    /// Those of `nodes` that no event of `state` leads to, looked for from the state down.
    private mutating func withoutChain(of state: SharedMap, _ nodes: [Int32]) -> Set<Int32> {
        let lowest = index.lowestLevel(of: nodes)
        var starts: [Int32] = []
        state.forEach { _, event in starts.append(event) }
        work.visits += starts.count
        marks.removeAll()
        _ = walk(from: starts, notBelow: lowest)
        return Set(nodes.filter { !marks.contains($0) })
    }

    /// Marks what `nodes` lead to and what is not below `level`, and returns it.
    ///
    /// An event leads only to events of lower levels, so what is below cannot lead back.
    private mutating func walk(from nodes: some Sequence<Int32>, notBelow level: Int32) -> [Int32] {
        var found: [Int32] = []
        func add(_ node: Int32) {
            for target in graph.authEdges[node]
            where graph.levels[Int(target)] >= level && marks.insert(target) {
                found.append(target)
            }
        }
        for node in nodes { add(node) }
        var next = 0
        while next < found.count {
            add(found[next])
            next += 1
        }
        work.visits += found.count
        return found
    }

    /// The conflicted state subgraph: what lies on a way from one conflicted event to another, with the ends.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v12/#state-resolution>
    mutating func conflictedSubgraph(of conflicted: some Collection<Int32>) -> Set<Int32> {
        let lowest = index.lowestLevel(of: conflicted)
        let ends = Set(conflicted)
        marks.removeAll()
        let below = walk(from: conflicted, notBelow: lowest)
        var leading: Set<Int32> = []
        for node in graph.oldestFirst(Set(below).union(ends))
        where graph.authEdges[node].contains(where: { ends.contains($0) || leading.contains($0) }) {
            leading.insert(node)
        }
        // Everything that leads to an end is itself reached from one, or is one.
        return leading.union(below.filter(ends.contains))
    }

    /// The power events of `full` and those of `full` that they lead to, in reverse topological power
    /// ordering.
    mutating func powerOrder(of full: Set<Int32>) -> [Int32] {
        let power = full.filter { index.isPowerEvent[Int($0)] }
        let lowest = index.lowestLevel(of: full)
        marks.removeAll()
        let below = walk(from: power, notBelow: lowest)
        return TopologicalPowerOrder(index, region: Set(below).union(power), chosen: full).sorted()
    }
}
