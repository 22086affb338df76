public import FederationCore

/// A user of a described room.
public struct MemberDescription: Sendable, Hashable {
    /// The user.
    public var user: UserID
    /// What the user is to the room.
    public var membership: Membership
    /// The name that the user has in it.
    public var displayName: String?

    /// What a user is to a room; the raw value is that of `m.room.member`.
    public enum Membership: String, Sendable, Hashable, CaseIterable {
        /// In it.
        case join
        /// Invited.
        case invite
        /// Asking to be invited.
        case knock
        /// In it once.
        case leave
        /// Banned.
        case ban
    }

    /// A user.
    public init(_ user: UserID, _ membership: Membership = .join, displayName: String? = nil) {
        self.user = user
        self.membership = membership
        self.displayName = displayName
    }
}

extension MemberDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case user, membership
        case displayName = "displayname"
    }

    /// Reads a user ID, of somebody in the room, or `{user, membership, displayname}`.
    public init(from decoder: any Decoder) throws {
        // What is no text is an object.
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            do {
                self.init(try UserID(parsing: text))
            } catch {
                throw decoder.mismatch("\(error)")
            }
            return
        }
        let members = try decoder.members(CodingKeys.self)
        guard let user = try members.text(.user, as: { try UserID(parsing: $0) }) else {
            throw decoder.mismatch("there is no 'user'")
        }
        self.init(
            user, try members.word(.membership, of: Membership.self) ?? .join,
            displayName: try members.decodeIfPresent(String.self, forKey: .displayName))
    }
}
