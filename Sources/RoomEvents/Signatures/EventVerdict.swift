/// What the hash and the signatures of an event came to.
public struct EventVerdict: Sendable, Hashable {
    /// The content hash; where it is wrong, others go on with the redacted event.
    public let contentHash: ContentHashVerdict
    /// Everyone who has to have signed.
    public let required: [RequiredSignatureVerdict]

    init(contentHash: ContentHashVerdict, required: [RequiredSignatureVerdict]) {
        self.contentHash = contentHash
        self.required = required
    }

    /// Whether everyone signed who has to; an event where not is dropped.
    ///
    /// The policy server is left out: without its signature an event is soft-failed, not dropped.
    public var isSigned: Bool {
        required.allSatisfy { $0.required.reason == .policyServer || $0.isSatisfied }
    }

    /// Whether the hash matches and everyone signed who has to, the policy server too.
    public var isValid: Bool {
        contentHash.matches && required.allSatisfy(\.isSatisfied)
    }
}
