public import MatrixJSON

/// An event as it came, of whatever form, with its canonical form beside it.
///
/// Nothing is demanded of it: what is missing is missing, and a document that is no object is taken for
/// one without members. ``Event`` is the event whose form is right.
public struct EventDocument: Sendable {
    /// The room version whose rules apply.
    public let version: RoomVersion
    /// The event as it came.
    public let document: JSONDocument
    /// The canonical form of all of it, signatures and `unsigned` too.
    let canonical: JSONDocument
    /// The members of the canonical form, sorted by name.
    let members: [CanonicalEventMember]

    /// Takes an event that was read.
    public init(_ document: JSONDocument, version: RoomVersion) {
        self.version = version
        self.document = document
        canonical = document.canonicalized()
        let bytes = canonical.bytes
        var members: [CanonicalEventMember] = []
        members.reserveCapacity(16)
        canonical.root.forEachMemberRange { name, value in
            members.append(
                CanonicalEventMember(
                    bit: EventMember.bit(
                        in: bytes, at: name.lowerBound + 1..<name.upperBound - 1),
                    range: name.lowerBound..<value.upperBound, value: value))
        }
        self.members = members
    }

    /// The canonical form of all of it, which the limit of an event's size is about.
    public var canonicalBytes: [UInt8] { canonical.bytes }

    /// The canonical form of the members that are chosen.
    func canonicalBytes(where isKept: (CanonicalEventMember) -> Bool) -> [UInt8] {
        var writer = CanonicalObjectWriter(canonical.root.byteRange, of: canonical.bytes)
        for member in members where isKept(member) { writer.append(member.range) }
        return writer.finish()
    }
}
