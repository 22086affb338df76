extension JSONValue: Hashable {
    /// Whether both are the same JSON.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        // A list of what is left to compare, so that depth costs no stack of the thread.
        var pairs = [(left, right)]
        while let (left, right) = pairs.popLast() {
            guard isEqual(left, right, later: &pairs) else { return false }
        }
        return true
    }

    /// Compares everything but what is inside, which goes to `pairs`.
    private static func isEqual(
        _ left: JSONValue, _ right: JSONValue, later pairs: inout [(JSONValue, JSONValue)]
    ) -> Bool {
        switch (left, right) {
        case (.null, .null): return true
        case (.boolean(let one), .boolean(let other)): return one == other
        case (.integer(let one), .integer(let other)): return one == other
        case (.number(let one), .number(let other)), (.string(let one), .string(let other)):
            return JSONName(one) == JSONName(other)
        case (.array(let one), .array(let other)):
            guard one.count == other.count else { return false }
            for (element, partner) in zip(one, other) { pairs.append((element, partner)) }
            return true
        case (.object(let one), .object(let other)):
            guard one.count == other.count else { return false }
            for member in one.members {
                guard let partner = other[member.name] else { return false }
                pairs.append((member.value, partner))
            }
            return true
        default: return false
        }
    }

    /// Adds the canonical form, which is the same for equal values.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonicalBytes())
    }
}
