/// A map from small integers to small integers whose copies share all that they have in common.
///
/// A change costs the depth of the tree, and what differs between maps is found without looking at
/// what they share: so the states of a whole room fit into memory, and a fork costs what it changed.
struct SharedMap: Sendable {
    private var root: Node?
    private var height = 0

    /// A node of 32 places: values at the bottom, nodes above.
    private final class Node: Sendable {
        let values: [Int32]
        let children: [Node?]

        init(values: [Int32]) {
            self.values = values
            children = []
        }

        init(children: [Node?]) {
            values = []
            self.children = children
        }
    }

    private static let none: Int32 = -1

    /// An empty map.
    init() {}

    /// The value of `key`.
    subscript(key: Int32) -> Int32? {
        guard Self.height(for: key) <= height else { return nil }
        var node = root
        for level in stride(from: height, to: 0, by: -1) {
            guard let here = node else { return nil }
            node = here.children[Self.place(of: key, at: level)]
        }
        guard let value = node?.values[Self.place(of: key, at: 0)] else { return nil }
        return value == Self.none ? nil : value
    }

    /// Gives `key` the value, or takes the key out.
    mutating func set(_ key: Int32, to value: Int32?) {
        set([key]) { _ in value }
    }

    /// Gives each of `keys`, which ascend, the value that `value` has for it, or takes it out.
    mutating func set(_ keys: [Int32], to value: (Int32) -> Int32?) {
        guard let last = keys.last else { return }
        grow(to: Self.height(for: last))
        root = Self.replacing(root, keys[...], at: height, value)
    }

    /// How high the tree is that has a place for `key`.
    private static func height(for key: Int32) -> Int {
        var height = 0
        while key >> Int32(5 * (height + 1)) > 0 { height += 1 }
        return height
    }

    /// Puts levels above the root until the tree is so high.
    private mutating func grow(to height: Int) {
        guard self.height < height else { return }
        root = root(at: height)
        self.height = height
    }

    /// The root that the tree has when it is so high: what was there is its first place.
    private func root(at height: Int) -> Node? {
        guard var node = root else { return nil }
        for _ in self.height..<height {
            var children = [Node?](repeating: nil, count: 32)
            children[0] = node
            node = Node(children: children)
        }
        return node
    }

    /// What stands for this copy and for no other that lives at the same time.
    var identity: ObjectIdentifier? { root.map { ObjectIdentifier($0) } }

    /// Gives every key and value, in the order of the keys.
    func forEach(_ body: (Int32, Int32) -> Void) {
        if let root { Self.visit(root, at: height, from: 0, body) }
    }

    /// Gives every key that has not the same value in all `maps`, in the order of the keys.
    static func forEachDifference(among maps: [SharedMap], _ body: (Int32) -> Void) {
        guard let height = maps.map(\.height).max() else { return }
        compare(maps.map { $0.root(at: height) }, at: height, from: 0, body)
    }

    private static func place(of key: Int32, at level: Int) -> Int {
        Int(key >> Int32(5 * level)) & 31
    }

    // The recursions below go as deep as the tree is high: at most seven levels.

    private static func replacing(
        _ node: Node?, _ keys: ArraySlice<Int32>, at level: Int, _ value: (Int32) -> Int32?
    ) -> Node {
        guard level > 0 else {
            var values = node?.values ?? [Int32](repeating: none, count: 32)
            for key in keys { values[place(of: key, at: 0)] = value(key) ?? none }
            return Node(values: values)
        }
        var children = node?.children ?? [Node?](repeating: nil, count: 32)
        var rest = keys
        while let first = rest.first {
            let place = place(of: first, at: level)
            let below = rest.prefix { Self.place(of: $0, at: level) == place }
            children[place] = replacing(children[place], below, at: level - 1, value)
            rest = rest[below.endIndex...]
        }
        return Node(children: children)
    }

    private static func visit(
        _ node: Node, at level: Int, from base: Int32, _ body: (Int32, Int32) -> Void
    ) {
        if level == 0 {
            for (place, value) in node.values.enumerated() where value != none {
                body(base + Int32(place), value)
            }
            return
        }
        for (place, child) in node.children.enumerated() {
            guard let child else { continue }
            visit(child, at: level - 1, from: base + Int32(place) << Int32(5 * level), body)
        }
    }

    private static func compare(
        _ nodes: [Node?], at level: Int, from base: Int32, _ body: (Int32) -> Void
    ) {
        let first = nodes[0]
        guard nodes.contains(where: { $0 !== first }) else { return }
        for place in 0..<32 {
            if level == 0 {
                let value = first?.values[place] ?? none
                if nodes.contains(where: { ($0?.values[place] ?? none) != value }) {
                    body(base + Int32(place))
                }
            } else {
                let below = nodes.map { $0.flatMap { $0.children[place] } }
                compare(below, at: level - 1, from: base + Int32(place) << Int32(5 * level), body)
            }
        }
    }
}
