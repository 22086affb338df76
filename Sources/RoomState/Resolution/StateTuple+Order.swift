extension StateTuple {
    /// Whether it comes before another, by type and then by state key, byte by byte.
    func precedes(_ other: StateTuple) -> Bool {
        type.utf8.elementsEqual(other.type.utf8)
            ? stateKey.utf8.lexicographicallyPrecedes(other.stateKey.utf8)
            : type.utf8.lexicographicallyPrecedes(other.type.utf8)
    }
}
