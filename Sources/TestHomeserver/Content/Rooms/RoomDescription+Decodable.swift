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
        try checkID(members)
        try read(who: members)
        try read(what: members)
        try read(events: members)
        try checkVersion(members)
    }

    /// Refuses an ID that makes no room ID.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/appendices/#room-ids>
    private func checkID(_ members: KeyedDecodingContainer<CodingKeys>) throws {
        let makesRoomID = !version.rules.createEventNamesRoom
        let isOpaque = id.utf8.allSatisfy {
            (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ":")
        }
        guard !id.isEmpty, isOpaque || !makesRoomID else {
            throw members.error(
                .id,
                makesRoomID
                    ? "expected what stands between ! and the server name of a room ID: ASCII without "
                        + "spaces and colons, a character at least; found '\(id)'"
                    : "expected a name, found an empty one")
        }
    }

    /// Refuses what the room version does not have, or what nothing would come of; who wants a join rule that
    /// the version does not know gives `m.room.join_rules` in `state`.
    private func checkVersion(_ members: KeyedDecodingContainer<CodingKeys>) throws {
        let rules = version.rules
        let isKnown =
            switch joinRule {
            case .public, .invite, .private: true
            case .knock: rules.knocking
            case .restricted: rules.restrictedJoins
            case .knockRestricted: rules.knockRestricted
            }
        guard isKnown else {
            throw members.error(
                .joinRule, "room version \(version) has no join rule '\(joinRule.rawValue)'")
        }
        guard allow.isEmpty || joinRule.isRestricted else {
            throw members.error(
                .allow,
                "expected the join_rule restricted or knock_restricted beside it, found "
                    + "'\(joinRule.rawValue)'")
        }
        guard additionalCreators.isEmpty || rules.creatorsArePrivileged else {
            throw members.error(
                .additionalCreators, "room version \(version) has no additional creators")
        }
        guard interval >= 0 else {
            throw members.error(
                .interval, "expected milliseconds, 0 or more, found \(interval)")
        }
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
