import FederationCore
import SigningKeys

/// What a peer gets that asks for the keys of the own server.
enum PublishedOwnKeys: Sendable {
    /// The document, judged.
    case document(KeyDocumentReport)
    /// An answer that is no document.
    case refused(status: Int)
    /// No answer, and why.
    case unreachable(String)
}
