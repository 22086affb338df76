/// The URL of a proxy in its parts, whatever its scheme.
public struct ProxyURL: Sendable, Hashable {
    /// The scheme, as it was written; empty where there was none.
    public let scheme: String
    /// The user, and behind a colon the password, as they were written.
    public let user: String?
    /// Host and port, as they were written.
    public let place: String

    /// Splits `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT][/…]`; nothing is checked.
    public init(_ url: String) {
        let end = url.firstRange(of: "://")
        scheme = String(end.map { url[..<$0.lowerBound] } ?? "")
        let rest = end.map { url[$0.upperBound...] } ?? url[...]
        // A password may hold a slash: what ends the place is looked for behind the user.
        let at = rest.lastIndex(of: "@")
        user = at.map { String(rest[..<$0]) }
        let behind = at.map { rest[$0...].dropFirst() } ?? rest
        place = String(behind.prefix { $0 != "/" })
    }

    /// The URL without user and password.
    public var withoutUser: String { (scheme.isEmpty ? "" : scheme + "://") + place }
}
