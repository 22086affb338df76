/// A token that tells other servers who a user is, as a file describes it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#openid>
public struct OpenIDTokenDescription: Sendable, Hashable {
    /// The token.
    public var token: String
    /// How many seconds it is good for, from when it is given to the user; none where that has no end.
    public var lifetime: Int?

    /// A token.
    public init(_ token: String, lifetime: Int? = nil) {
        self.token = token
        self.lifetime = lifetime
    }
}

extension OpenIDTokenDescription: ExpressibleByStringLiteral {
    /// A token that is good without an end.
    public init(stringLiteral token: String) {
        self.init(token)
    }
}

extension OpenIDTokenDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case token
        case lifetime = "expires_in"
    }

    /// Reads a text, or `{token, expires_in}`.
    public init(from decoder: any Decoder) throws {
        // What is no text is an object.
        if let token = try? decoder.singleValueContainer().decode(String.self) {
            self.init(token)
            return
        }
        let members = try decoder.members(CodingKeys.self)
        self.init(
            try members.decode(String.self, forKey: .token),
            lifetime: try members.decodeIfPresent(Int.self, forKey: .lifetime))
        guard (0...Self.longest).contains(lifetime ?? 0) else {
            throw members.error(
                .lifetime,
                "expected a whole number from 0 to \(Self.longest), found \(lifetime ?? 0)")
        }
    }

    /// The longest lifetime, of ten years or so.
    private static let longest = 315_360_000
}
