public import FederationCore

/// One key of a server: as it publishes it, and as a notary has it.
public struct NotaryKeyRow: Sendable, Hashable {
    /// The notary.
    public let notary: ServerName
    /// The key ID, as it came.
    public let keyID: String
    /// What the two have in common.
    public let state: State
    /// How the server lists it; none where it does not.
    public let here: KeyDocumentRow.State?
    /// How the notary has it; none where it does not.
    public let there: KeyDocumentRow.State?
    /// The public key as the server publishes it.
    public let publishedKey: String?
    /// The public key as the notary has it.
    public let notaryKey: String?

    /// What the server and a notary say about one key ID.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// The same key.
        case same
        /// The server publishes it, and the notary does not have it.
        case missing
        /// The notary has it, and the server does not publish it any more.
        case stale
        /// Another key under the same ID.
        case conflicting
        /// The server's document is not known, so there is nothing to compare with.
        case unconfirmed
    }
}
