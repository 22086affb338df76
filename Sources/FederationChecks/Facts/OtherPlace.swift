import FederationCore
import SigningKeys

/// A place where the homeserver may answer, though no peer looks there.
struct OtherPlace: Sendable {
    /// Host and port, as `m.server` would name them.
    var place: ServerName
    /// The answer to the question for the key document.
    var outcome: Result<HTTPResponse, FederationRequestError>
    /// The key document in the answer.
    var report: KeyDocumentReport?

    /// The answer, where there is one.
    var response: HTTPResponse? { try? outcome.get() }
}
