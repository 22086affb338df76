public import FederationCore

/// A room in a described space.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#mspacechild>
public struct ChildDescription: Sendable, Hashable {
    /// The room: a name of the file, or a room ID.
    public var room: String
    /// Servers that are in it; none names the space's own.
    public var via: [ServerName]
    /// Whether the space suggests it.
    public var isSuggested: Bool
    /// Where it stands among the others.
    public var order: String?

    /// A room in a space.
    public init(
        room: String, via: [ServerName] = [], isSuggested: Bool = false, order: String? = nil
    ) {
        self.room = room
        self.via = via
        self.isSuggested = isSuggested
        self.order = order
    }
}

extension ChildDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case room, via
        case isSuggested = "suggested"
        case order
    }

    /// Reads the name of a room, or `{room, via, suggested, order}`.
    public init(from decoder: any Decoder) throws {
        // What is no text is an object.
        if let room = try? decoder.singleValueContainer().decode(String.self) {
            self.init(room: room)
            return
        }
        let members = try decoder.members(CodingKeys.self)
        self.init(
            room: try members.decode(String.self, forKey: .room),
            via: try members.texts(.via) { try ServerName(parsing: $0) },
            isSuggested: try members.decodeIfPresent(Bool.self, forKey: .isSuggested) ?? false,
            order: try members.decodeIfPresent(String.self, forKey: .order))
    }
}
