/// A member of `content` that redaction leaves.
public struct KeptMember: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The one member that is left inside it; none where all of it stays.
    public let onlyMember: String?

    let nameBytes: ExactBytes

    init(_ name: String, onlyMember: String? = nil) {
        self.name = name
        nameBytes = ExactBytes(name)
        self.onlyMember = onlyMember
    }
}
