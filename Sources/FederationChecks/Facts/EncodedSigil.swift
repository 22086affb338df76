import FederationCore
import MatrixJSON

/// A character that IDs of users, rooms and events have, and that peers send encoded.
///
/// A front end that decodes it changes what the signature of nearly every request covers.
enum EncodedSigil: String, CaseIterable {
    case room = "%21"
    case event = "%24"
    case user = "%40"
    case colon = "%3A"

    private static let media = "/_matrix/media/v3/download/"

    /// A path to media that a server of this name does not have, with all of them.
    ///
    /// Synapse says in its refusal which path it was asked for, as it arrived.
    static func path(for name: ServerName) -> String {
        media + PercentEncoding.encode(name.description) + "/fedctl"
            + allCases.map(\.rawValue).joined()
    }

    /// The path that arrived at the homeserver, as its refusal says; none where it says none.
    static func arrivedPath(in response: HTTPResponse) -> String? {
        guard let words = response.jsonObject?["error"]?.string,
            let start = words.firstRange(of: media)?.lowerBound
        else { return nil }
        return String(words[start...].prefix { $0 != "'" })
    }
}
