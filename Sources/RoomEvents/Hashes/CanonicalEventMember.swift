import MatrixJSON

/// A member of an object in canonical form.
struct CanonicalEventMember {
    let name: String
    /// Where name, colon and value stand.
    let range: Range<Int>
    let value: JSONElement

    /// Whether it is called so, byte by byte.
    func isNamed(_ other: String) -> Bool {
        name.utf8.elementsEqual(other.utf8)
    }
}
