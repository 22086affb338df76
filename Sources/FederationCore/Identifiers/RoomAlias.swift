/// A name for a room that people can remember, `#local:server`.
///
/// Aliases are compared byte by byte.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#room-aliases>
public struct RoomAlias: Sendable, Hashable, CustomStringConvertible {
    private let parts: IdentifierParts
    /// The server that knows which room it names.
    public let serverName: ServerName

    /// Reads a room alias.
    ///
    /// - Throws: ``IdentifierError`` with what is wrong.
    public init(parsing text: String) throws(IdentifierError) {
        parts = try IdentifierParts(parsing: text, as: .alias)
        serverName = try parts.requiredServerName(of: .alias)
    }

    /// What stands between `#` and the first colon.
    public var localPart: String { parts.localPart.string }

    /// The alias as it was written.
    public var description: String { parts.text.string }
}
