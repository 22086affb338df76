/// Which destination of this run was which of an earlier one.
///
/// A destination that is in both is itself. What is left is paired in order, within a family of
/// addresses and first with the same port: a server that moved is compared, not said to be gone.
struct DestinationPairing {
    /// The destination of the earlier run, by that of this one; itself where nothing changed.
    private(set) var formerOf: [String: String] = [:]

    /// Pairs the destinations `after` with those `before`.
    init(of after: [String], with before: [String]) {
        var moved: [String] = []
        var left = before.uniqued
        for place in after.uniqued {
            guard let index = left.firstIndex(of: place) else {
                moved.append(place)
                continue
            }
            formerOf[place] = left.remove(at: index)
        }
        for isAlike in [Self.haveFamilyAndPort, Self.haveFamily] {
            for place in moved where formerOf[place] == nil {
                guard let index = left.firstIndex(where: { isAlike($0, place) }) else { continue }
                formerOf[place] = left.remove(at: index)
            }
        }
    }

    private static func haveFamilyAndPort(_ one: String, _ other: String) -> Bool {
        haveFamily(one, other) && one.split(separator: ":").last == other.split(separator: ":").last
    }

    private static func haveFamily(_ one: String, _ other: String) -> Bool {
        one.hasPrefix("[") == other.hasPrefix("[")
    }
}

extension [String] {
    /// The elements, each once, in their order.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
