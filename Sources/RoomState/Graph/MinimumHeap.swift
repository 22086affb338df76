/// A queue that always gives the smallest of its elements first.
struct MinimumHeap<Element> {
    private var elements: [Element] = []
    private let precedes: (Element, Element) -> Bool

    /// An empty queue in the order of `precedes`.
    init(by precedes: @escaping (Element, Element) -> Bool) {
        self.precedes = precedes
    }

    /// Whether nothing is left.
    var isEmpty: Bool { elements.isEmpty }

    /// Puts `element` in its place.
    mutating func insert(_ element: Element) {
        var index = elements.count
        elements.append(element)
        while index > 0 {
            let parent = (index - 1) / 2
            guard precedes(elements[index], elements[parent]) else { return }
            elements.swapAt(index, parent)
            index = parent
        }
    }

    /// Takes out the smallest.
    mutating func removeFirst() -> Element? {
        guard let first = elements.first, let last = elements.popLast() else { return nil }
        guard !elements.isEmpty else { return first }
        elements[0] = last
        var index = 0
        while true {
            var smallest = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < elements.count && precedes(elements[child], elements[smallest]) {
                smallest = child
            }
            guard smallest != index else { return first }
            elements.swapAt(index, smallest)
            index = smallest
        }
    }
}
