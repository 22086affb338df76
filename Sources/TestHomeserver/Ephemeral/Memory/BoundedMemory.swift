/// A dictionary that forgets the oldest names where there are too many.
struct BoundedMemory<Name: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private var values: [Name: Value] = [:]
    /// The names in the order in which they came; those before `first` are forgotten.
    private var order: [Name] = []
    private var first = 0

    /// A dictionary of at most `limit` names.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many names there are.
    var count: Int { values.count }

    /// The names that are remembered, and what belongs to them.
    var all: [(name: Name, value: Value)] {
        order[first...].compactMap { name in values[name].map { (name, $0) } }
    }

    /// What belongs to a name; it is never taken away by hand.
    subscript(_ name: Name) -> Value? {
        values[name]
    }

    /// Remembers what belongs to a name.
    mutating func remember(_ value: Value, for name: Name) {
        guard values.updateValue(value, forKey: name) == nil else { return }
        order.append(name)
        while order.count - first > limit { forgetFirst() }
    }

    private mutating func forgetFirst() {
        values[order[first]] = nil
        first += 1
        guard first > limit else { return }
        order.removeFirst(first)
        first = 0
    }
}
