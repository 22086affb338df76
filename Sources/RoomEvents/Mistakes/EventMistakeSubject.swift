/// What a mistake was made in: in the content hash of an event, or in a signature.
public enum EventMistakeSubject: Sendable, Hashable, CaseIterable {
    /// `hashes.sha256`.
    case contentHash
    /// One entry below `signatures`.
    case signature

    /// What was done to the bytes, as a sentence begins with it.
    public var verb: String {
        switch self {
        case .contentHash: "hashed"
        case .signature: "signed"
        }
    }
}
