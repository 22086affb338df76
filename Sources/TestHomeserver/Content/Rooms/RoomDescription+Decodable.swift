import FederationCore
import MatrixJSON
import RoomEvents

extension RoomDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, version, creator
        case additionalCreators = "additional_creators"
        case isFederated = "federate"
        case type
        case joinRule = "join_rule"
        case allow, members, crowd
        case powerLevels = "power_levels"
        case name, topic
        case historyVisibility = "history_visibility"
        case encryption, aliases
        case isListed = "listed"
        case accessList = "acl"
        case policy, children, state, messages, begins, interval
    }

    /// The version of a room whose description names none.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/#complete-list-of-room-versions>
    private static let usualVersion = "12"

    /// Reads a description; a member that is not known is an error.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let version =
            try members.decodeIfPresent(DescribedNumber.self, forKey: .version)?.text
            ?? Self.usualVersion
        do {
            self.init(
                id: try members.decode(String.self, forKey: .id),
                version: try RoomVersion(parsing: version))
        } catch let error as RoomVersionError {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: members, debugDescription: "\(error); \(error.hint)")
        }
        try read(who: members)
        try read(what: members)
        try read(events: members)
    }

    private mutating func read(who members: KeyedDecodingContainer<CodingKeys>) throws {
        creator = try members.text(.creator) { try UserID(parsing: $0) }
        additionalCreators = try members.texts(.additionalCreators) { try UserID(parsing: $0) }
        isFederated = try members.decodeIfPresent(Bool.self, forKey: .isFederated) ?? true
        joinRule = try members.word(.joinRule, of: JoinRule.self) ?? .public
        allow = try members.decodeIfPresent([String].self, forKey: .allow) ?? []
        self.members =
            try members.decodeIfPresent([MemberDescription].self, forKey: .members) ?? []
        crowd = try members.decodeIfPresent(Int.self, forKey: .crowd) ?? 0
        guard crowd >= 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .crowd, in: members, debugDescription: "there are no \(crowd) users")
        }
        powerLevels = try members.jsonObject(.powerLevels) ?? JSONObject()
        accessList = try members.decodeIfPresent(AccessListDescription.self, forKey: .accessList)
        policy = try members.decodeIfPresent(PolicyDescription.self, forKey: .policy)
    }

    private mutating func read(what members: KeyedDecodingContainer<CodingKeys>) throws {
        type = try members.decodeIfPresent(String.self, forKey: .type)
        name = try members.decodeIfPresent(String.self, forKey: .name)
        topic = try members.decodeIfPresent(String.self, forKey: .topic)
        historyVisibility =
            try members.word(.historyVisibility, of: HistoryVisibility.self) ?? .shared
        encryption = try members.decodeIfPresent(DescribedEncryption.self, forKey: .encryption)?
            .algorithm
        aliases = try members.texts(.aliases) { try RoomAlias(parsing: $0) }
        isListed = try members.decodeIfPresent(Bool.self, forKey: .isListed) ?? false
        children = try members.decodeIfPresent([ChildDescription].self, forKey: .children) ?? []
    }

    private mutating func read(events members: KeyedDecodingContainer<CodingKeys>) throws {
        state =
            try members.decodeIfPresent([DescribedStateEvent].self, forKey: .state)?.map(\.event)
            ?? []
        messages =
            try members.decodeIfPresent(DescribedMessages.self, forKey: .messages)?.events ?? []
        begins = try members.decodeIfPresent(Int64.self, forKey: .begins)
        interval = try members.decodeIfPresent(Int64.self, forKey: .interval) ?? 1_000
    }
}
