/// One key of a key document, as `fedctl keys` shows it.
public struct KeyDocumentRow: Sendable, Hashable {
    /// The key ID as the document has it, which need not be a good one.
    public let keyID: String
    /// Whether the server signs with it now.
    public let state: State
    /// Until when it is good, where that can be said: milliseconds since the Unix epoch.
    public let until: Int64?
    /// What its signature of the document came to.
    public let signature: Signature
    /// The key as the document has it, where it has one that may be shown.
    public let publicKey: String?

    /// A row.
    public init(
        keyID: String, state: State, until: Int64?, signature: Signature, publicKey: String?
    ) {
        self.keyID = keyID
        self.state = state
        self.until = until
        self.signature = signature
        self.publicKey = publicKey
    }

    /// Whether a server signs with a key now.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Listed in `verify_keys`.
        case current
        /// Listed in `old_verify_keys`.
        case expired
    }

    /// What the signature of the document by one key came to.
    public enum Signature: String, Sendable, Hashable, CaseIterable {
        /// It verifies.
        case good
        /// It does not verify.
        case bad
        /// There is none.
        case missing
        /// There need not be one, or the key is no key: shown as `-`.
        case notApplicable = "-"
    }
}
