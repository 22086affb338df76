/// A character that is sent encoded within a path, and that some proxies refuse, redirect or decode.
///
/// They may stand in the event IDs of old rooms and in the user IDs of old servers.
enum EncodedCharacter: String, CaseIterable {
    case slash = "%2F"
    case backslash = "%5C"
    case semicolon = "%3B"
    case percent = "%25"
    case questionMark = "%3F"
    case numberSign = "%23"

    private static let path = "/_matrix/federation/v1/event/"

    /// A path that holds none of them.
    static let none = path + "%24fedctl"

    /// A path that holds nothing encoded.
    static let bare = path + "fedctl"

    /// A path that holds all of them.
    static let together = path + "%24fedctl" + allCases.map(\.rawValue).joined() + "x"

    /// A path that holds this one alone.
    var apart: String { Self.path + "%24fedctl" + rawValue + "x" }
}
