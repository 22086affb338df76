/// A member of an event in canonical form.
struct CanonicalEventMember: Sendable {
    /// The bit of ``EventMemberSet`` that it has; zero where it is not known.
    let bit: UInt32
    /// Where name, colon and value stand.
    let range: Range<Int>
    /// Where the value stands.
    let value: Range<Int>

    /// Where name and colon stand.
    var name: Range<Int> { range.lowerBound..<value.lowerBound }
}
