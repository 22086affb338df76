/// The kinds of identifier that start with a sigil; the raw value is what people call them.
public enum IdentifierKind: String, Sendable, Hashable, CaseIterable {
    /// A user, `@`.
    case user = "user ID"
    /// A room, `!`.
    case room = "room ID"
    /// An event, `$`.
    case event = "event ID"
    /// A room alias, `#`.
    case alias = "room alias"

    /// The character that it starts with.
    public var sigil: Character {
        switch self {
        case .user: "@"
        case .room: "!"
        case .event: "$"
        case .alias: "#"
        }
    }
}
