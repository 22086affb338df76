/// The power levels that each event was made under, as a forest that finds where two lines part.
///
/// The parent of an event is the `m.room.power_levels` in its `auth_events`. The mainline of a power
/// levels event is the path to its root, so the mainline position of an event comes from where its path meets
/// that one: in logarithmic time, without the mainline.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
struct AncestorTree: Sendable {
    private var parents: [Int32]
    private var depths: [Int32]
    /// A far ancestor of each node, chosen so that every ancestor is few steps away.
    private var jumps: [Int32]

    /// The forest in which `parents[node]` is the parent, or −1; `order` has every node behind its parent.
    init(parents: [Int32], order: [Int32]) {
        self.parents = parents
        depths = [Int32](repeating: 0, count: parents.count)
        jumps = (0..<Int32(parents.count)).map { $0 }
        for node in order { place(node) }
    }

    /// A forest without nodes.
    init() {
        parents = []
        depths = []
        jumps = []
    }

    /// Adds a node under `parent`, which is there, or −1.
    mutating func append(parent: Int32) {
        let node = Int32(parents.count)
        parents.append(parent)
        depths.append(0)
        jumps.append(node)
        place(node)
    }

    private mutating func place(_ node: Int32) {
        let parent = parents[Int(node)]
        guard parent >= 0 else { return }
        depths[Int(node)] = depths[Int(parent)] + 1
        let near = jumps[Int(parent)]
        let far = jumps[Int(near)]
        let isEven =
            depths[Int(parent)] - depths[Int(near)] == depths[Int(near)] - depths[Int(far)]
        jumps[Int(node)] = isEven ? far : parent
    }

    /// The parent of `node`.
    func parent(of node: Int32) -> Int32? {
        let parent = parents[Int(node)]
        return parent < 0 ? nil : parent
    }

    /// The mainline of `node`: itself, its parent, and so on.
    func mainline(of node: Int32) -> [Int32] {
        Array(sequence(first: node) { parent(of: $0) })
    }

    /// The mainline position of `event` on the mainline of `levels`, or nothing, which stands for infinity.
    func mainlinePosition(of event: Int32, on levels: Int32) -> Int32? {
        guard let start = parent(of: event), let meeting = meeting(of: start, levels) else {
            return nil
        }
        return depths[Int(levels)] - depths[Int(meeting)]
    }

    /// The nearest node that is on the paths of both.
    private func meeting(of one: Int32, _ other: Int32) -> Int32? {
        let depth = min(depths[Int(one)], depths[Int(other)])
        var one = ancestor(of: one, at: depth)
        var other = ancestor(of: other, at: depth)
        while one != other {
            let (oneFar, otherFar) = (jumps[Int(one)], jumps[Int(other)])
            if parents[Int(one)] < 0 { return nil }
            (one, other) =
                oneFar != otherFar
                ? (oneFar, otherFar) : (parents[Int(one)], parents[Int(other)])
        }
        return one
    }

    private func ancestor(of node: Int32, at depth: Int32) -> Int32 {
        var node = node
        while depths[Int(node)] > depth {
            let far = jumps[Int(node)]
            node = depths[Int(far)] >= depth ? far : parents[Int(node)]
        }
        return node
    }
}
