/// A link to a section of the Matrix specification, always of one and the same version.
public struct SpecLink: Sendable, Hashable, CustomStringConvertible {
    /// The version of the specification that every link names.
    public static let version = "v1.19"

    /// The page, such as `server-server-api`.
    public let page: String
    /// The anchor on the page, without `#`; none for the page as a whole.
    public let anchor: String?

    /// A link to `anchor` on `page`.
    public init(page: String, anchor: String? = nil) {
        self.page = page
        self.anchor = anchor
    }

    /// A section of the Server-Server API.
    public static func serverServer(_ anchor: String) -> SpecLink {
        SpecLink(page: "server-server-api", anchor: anchor)
    }

    /// A section of the appendices.
    public static func appendices(_ anchor: String) -> SpecLink {
        SpecLink(page: "appendices", anchor: anchor)
    }

    /// A section of the Client-Server API.
    public static func clientServer(_ anchor: String) -> SpecLink {
        SpecLink(page: "client-server-api", anchor: anchor)
    }

    /// The whole address.
    public var url: String {
        let base = "https://spec.matrix.org/\(Self.version)/\(page)/"
        return anchor.map { base + "#" + $0 } ?? base
    }

    /// The whole address.
    public var description: String { url }
}
