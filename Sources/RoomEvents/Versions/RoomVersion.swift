/// A room version of the specification, with the rules that it has.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/>
public struct RoomVersion: Sendable, Hashable, CustomStringConvertible {
    /// What `m.room.create` calls it, such as `11`.
    public let identifier: String
    /// What differs between room versions.
    public let rules: RoomVersionRules

    /// Every room version, the oldest first.
    public static let all: [RoomVersion] = RoomVersionRules.table.map {
        RoomVersion(identifier: $0.identifier, rules: $0.rules)
    }

    private init(identifier: String, rules: RoomVersionRules) {
        self.identifier = identifier
        self.rules = rules
    }

    /// Finds the room version that is called so, byte by byte.
    ///
    /// - Throws: ``RoomVersionError`` where there is none.
    public init(parsing text: String) throws(RoomVersionError) {
        let known = Self.all.first { $0.identifier.utf8.elementsEqual(text.utf8) }
        guard let known else { throw .unknown(text) }
        self = known
    }

    /// Room versions are equal where their identifiers are.
    public static func == (one: Self, other: Self) -> Bool {
        one.identifier == other.identifier
    }

    /// Feeds the identifier to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(identifier)
    }

    /// The identifier.
    public var description: String { identifier }
}
