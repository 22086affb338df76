/// The identifier of a room: `!local:server`, or since room version 12 `!` and a hash.
///
/// Room IDs are compared byte by byte.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#room-ids>
public struct RoomID: Sendable, Hashable, CustomStringConvertible {
    private let parts: IdentifierParts

    /// Reads a room ID of either form.
    ///
    /// - Throws: ``IdentifierError`` with what is wrong.
    public init(parsing text: String) throws(IdentifierError) {
        parts = try IdentifierParts(parsing: text, as: .room)
        guard parts.serverName != nil || parts.isHash(in: .urlSafe) else {
            throw IdentifierError(kind: .room, reason: .noHash, text: text)
        }
    }

    /// The server that made the room, in the form of room versions 1 to 11.
    public var serverName: ServerName? { parts.serverName }

    /// What stands between `!` and the first colon, or after `!`.
    public var localPart: String { parts.localPart.string }

    /// The event ID of the create event, in the form without a server name.
    public var createEventID: EventID? {
        parts.serverName == nil ? EventID(hash: parts.localPart) : nil
    }

    /// The room ID as it was written.
    public var description: String { parts.text.string }
}
