import MatrixJSON
public import RoomEvents

/// What kind of event a rule judges.
///
/// Every event is of exactly one kind, by its type, by its membership, and by what its room version
/// knows: where nobody can knock, a knock is another membership.
public enum AuthSubject: String, Sendable, Hashable, CaseIterable {
    /// `m.room.create`.
    case create
    /// `m.room.aliases`, where the room version has a rule for it.
    case aliases
    /// `m.room.member` with `join`.
    case join
    /// `m.room.member` with `invite` and `third_party_invite`.
    case thirdPartyInvite
    /// `m.room.member` with `invite` and nothing more.
    case invite
    /// `m.room.member` with `leave`: leaving, declining, removing, unbanning.
    case leave
    /// `m.room.member` with `ban`.
    case ban
    /// `m.room.member` with `knock`.
    case knock
    /// `m.room.member` with any other membership, or none.
    case otherMembership
    /// `m.room.third_party_invite`.
    case thirdPartyToken
    /// `m.room.power_levels`.
    case powerLevels
    /// `m.room.redaction`, where the room version has a rule for it.
    case redaction
    /// Everything else.
    case other

    /// The kind of `event`.
    public init(_ event: Event) {
        let rules = event.version.rules
        switch event.type {
        case "m.room.create": self = .create
        case "m.room.aliases" where rules.aliasesAuthorizedBySpecialCase: self = .aliases
        case "m.room.member": self = Self.membership(event.content, rules)
        case "m.room.third_party_invite": self = .thirdPartyToken
        case "m.room.power_levels": self = .powerLevels
        case "m.room.redaction" where rules.authorizesRedactions: self = .redaction
        default: self = .other
        }
    }

    private static func membership(_ content: JSONElement, _ rules: RoomVersionRules) -> Self {
        switch content["membership"]?.string {
        case "join": .join
        case "invite": content["third_party_invite"] == nil ? .invite : .thirdPartyInvite
        case "leave": .leave
        case "ban": .ban
        case "knock" where rules.knocking: .knock
        default: .otherMembership
        }
    }

    /// The kinds that are `m.room.member`.
    static let members: Set<Self> = [
        .join, .thirdPartyInvite, .invite, .leave, .ban, .knock, .otherMembership,
    ]

    /// The kinds that are neither create, nor aliases, nor a membership.
    static let sent: Set<Self> = [.thirdPartyToken, .powerLevels, .redaction, .other]

    /// All kinds but the create event.
    static let afterCreate: Set<Self> = Set(allCases).subtracting([.create])
}
