/// The identifier of a user, `@local:server`.
///
/// Historical local parts are allowed: any characters but `:` and NUL, even none at all. User IDs are
/// compared byte by byte.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#user-identifiers>
public struct UserID: Sendable, Hashable, CustomStringConvertible {
    private let parts: IdentifierParts
    /// The server that the user lives on.
    public let serverName: ServerName

    /// Reads a user ID.
    ///
    /// - Throws: ``IdentifierError`` with what is wrong.
    public init(parsing text: String) throws(IdentifierError) {
        parts = try IdentifierParts(parsing: text, as: .user)
        serverName = try parts.requiredServerName(of: .user)
    }

    /// What stands between `@` and the first colon.
    public var localPart: String { parts.localPart.string }

    /// User IDs are equal where their bytes are.
    public static func == (left: UserID, right: UserID) -> Bool {
        left.parts == right.parts
    }

    /// Feeds the bytes to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(parts)
    }

    /// The user ID as it was written.
    public var description: String { parts.text.string }

    /// Whether the local part follows the grammar for new users: `a-z 0-9 . _ = - / +`, not empty.
    public var followsNewGrammar: Bool {
        !localPart.isEmpty
            && localPart.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "._=-/+".utf8.contains(byte)
                }
            }
    }

    /// Whether the local part is empty or has a character outside U+0021 to U+007E.
    ///
    /// Such users exist in old rooms and must be accepted there, and should not reach clients elsewhere.
    public var isNonCompliant: Bool {
        localPart.isEmpty || !localPart.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
