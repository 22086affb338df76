public import FederationCore
public import MatrixJSON

/// Why a well-known document delegates nothing.
///
/// Each is an error in the words of the spec, so discovery goes on at step 4.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names>
public enum WellKnownFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The host has no address that can be used.
    case noAddress(DiscoveryFailure)
    /// No address gave an answer; the reason is that of the last one that was tried.
    case noAnswer(HTTPExchangeError)
    /// The status is neither 200 nor a redirect that can be followed.
    case status(Int)
    /// The body is larger than ``WellKnownResult/maximumBodyBytes``.
    case tooLarge
    /// A redirect without a `Location`.
    case redirectWithoutLocation(status: Int)
    /// A `Location` that is no URL.
    case redirectInvalid(location: String, reason: String)
    /// A redirect to something other than `https`.
    case redirectNotHTTPS(location: String)
    /// A redirect to a URL that was already asked.
    case redirectLoop(url: String)
    /// More redirects than ``WellKnownResult/maximumRedirects``.
    case tooManyRedirects(url: String)
    /// The body is not JSON.
    case notJSON(JSONSyntaxError, looksLikeHTML: Bool)
    /// The body is JSON and no object.
    case notAnObject(String)
    /// The object has no `m.server`; the document for clients is a usual mistake.
    case noServer(isClientDocument: Bool)
    /// `m.server` is no string.
    case serverNotText(String)
    /// `m.server` is a string and no server name.
    case serverInvalid(text: String, ServerNameError)

    /// The failure in words, as it follows the URL.
    public var description: String {
        switch self {
        case .noAddress(.noAddress(_, let reason)): reason
        case .noAddress(let failure): failure.description
        case .noAnswer(let error): error.reason
        case .status(let status): "status \(status)"
        case .tooLarge: "the body is larger than \(WellKnownResult.maximumBodyBytes / 1024) KiB"
        case .redirectWithoutLocation(let status): "status \(status) without a Location"
        case .redirectInvalid(let location, let reason): "redirect to '\(location)': \(reason)"
        case .redirectNotHTTPS(let location): "redirect to '\(location)', which is not https"
        case .redirectLoop(let url): "redirects in a loop, back to \(url)"
        case .tooManyRedirects(let url):
            "more than \(WellKnownResult.maximumRedirects) redirects, the next to \(url)"
        case .notJSON(_, looksLikeHTML: true): "the body is HTML, not JSON"
        case .notJSON(let error, looksLikeHTML: false): "the body is not JSON: \(error)"
        case .notAnObject(let kind): "the body is not a JSON object but \(kind)"
        case .noServer(isClientDocument: true):
            "m.server is missing: this is the document for clients (m.homeserver)"
        case .noServer(isClientDocument: false): "m.server is missing"
        case .serverNotText(let kind): "m.server is not a string but \(kind)"
        case .serverInvalid(let text, let error): "m.server is '\(text)': \(error)"
        }
    }
}
