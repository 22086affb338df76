import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// The steps in which a described room comes to be.
struct RoomSteps {
    let description: RoomDescription
    private(set) var draft: RoomDraft
    private let home: VirtualServer
    private let creator: UserID

    /// Makes the create event, so many milliseconds later than the description says.
    init(
        _ description: RoomDescription, home: VirtualServer, servers: ServerDirectory,
        keys: StandInKeys? = nil, now: Int64, delay: Int64 = 0
    ) throws(RoomMakingError) {
        let rules = description.version.rules
        var roomID: RoomID?
        if !rules.createEventNamesRoom {
            do {
                roomID = try RoomID(parsing: "!\(description.id):\(home.name)")
            } catch {
                throw RoomMakingError(room: description.id, reason: .badName(error))
            }
        }
        draft = RoomDraft(
            description, roomID: roomID, servers: servers, keys: keys, now: now, delay: delay)
        let first = description.members.first {
            $0.membership == .join && $0.user.serverName == home.name
        }?.user
        guard let creator = description.creator ?? first ?? Self.crowdUser(1, description, home)
        else { throw RoomMakingError(room: description.id, reason: .noCreator) }
        self.description = description
        self.home = home
        self.creator = creator
        try draft.append("m.room.create", stateKey: "", by: creator, createContent)
    }

    /// Everything after the create event.
    mutating func finish(rooms: [ExactText: RoomID]) throws(RoomMakingError) {
        try enter(creator)
        try append("m.room.power_levels", powerLevels)
        try append("m.room.join_rules", try joinRules(rooms))
        try append(
            "m.room.history_visibility",
            ["history_visibility": .string(description.historyVisibility.rawValue)])
        try describe()
        try addChildren(rooms)
        try setState(ofOthers: false)
        for member in description.members { try add(member) }
        for number in 0..<max(0, description.crowd) {
            guard let user = Self.crowdUser(number + 1, description, home) else { continue }
            try add(MemberDescription(user))
        }
        // Others are there from now on.
        try setState(ofOthers: true)
        try speak()
        // After these, the room is no longer everyone's.
        if let list = description.accessList { try append("m.room.server_acl", list.content) }
        if let policy = description.policy { try name(policy) }
    }

    private mutating func append(
        _ type: String, _ content: JSONObject
    ) throws(RoomMakingError) {
        try draft.append(type, stateKey: "", by: creator, content)
    }

    /// A user of the crowd; none where there are not so many.
    private static func crowdUser(
        _ number: Int, _ description: RoomDescription, _ home: VirtualServer
    ) -> UserID? {
        guard number <= description.crowd else { return nil }
        // With a server name that was read before, this is a user ID.
        return try? UserID(parsing: "@member\(number):\(home.name)")
    }

    // MARK: - Contents

    private var createContent: JSONObject {
        let rules = description.version.rules
        var content: JSONObject = ["room_version": .string(description.version.identifier)]
        if !rules.createSenderIsCreator { content["creator"] = .string(creator.description) }
        if let type = description.type { content["type"] = .string(type) }
        if !description.isFederated { content["m.federate"] = false }
        if !description.additionalCreators.isEmpty {
            content["additional_creators"] = .array(
                description.additionalCreators.map { .string($0.description) })
        }
        return content
    }

    private var powerLevels: JSONObject {
        var users = JSONObject()
        if !description.version.rules.creatorsArePrivileged {
            users[creator.description] = 100
        }
        var content: JSONObject = [
            "users_default": 0, "events": [:], "events_default": 0, "state_default": 50,
            "ban": 50, "kick": 50, "redact": 50, "invite": 0, "notifications": ["room": 50],
        ]
        for (name, value) in description.powerLevels.members {
            if name == "users", case .object(let described) = value {
                for (user, level) in described.members { users[user] = level }
            } else {
                content[name] = value
            }
        }
        content["users"] = .object(users)
        return content
    }

    private func joinRules(_ rooms: [ExactText: RoomID]) throws(RoomMakingError) -> JSONObject {
        var content: JSONObject = ["join_rule": .string(description.joinRule.rawValue)]
        guard description.joinRule.isRestricted else { return content }
        var allow: [JSONValue] = []
        for name in description.allow {
            let room = try self.room(name, among: rooms)
            allow.append(["type": "m.room_membership", "room_id": .string(room.description)])
        }
        content["allow"] = .array(allow)
        return content
    }

    /// The room of a name of the file, or of an ID.
    private func room(
        _ name: String, among rooms: [ExactText: RoomID]
    ) throws(RoomMakingError) -> RoomID {
        // What is neither is told below.
        guard let room = rooms[ExactText(name)] ?? (try? RoomID(parsing: name)) else {
            throw draft.error(.unknownRoom(name))
        }
        return room
    }

    private mutating func name(_ policy: PolicyDescription) throws(RoomMakingError) {
        guard let key = policy.publicKey ?? draft.policyKey(of: policy.via) else {
            throw draft.error(.noPolicyKey(policy.via))
        }
        try append(
            "m.room.policy",
            ["via": .string(policy.via.description), "public_keys": ["ed25519": .string(key)]])
    }

    // MARK: - Steps

    private mutating func describe() throws(RoomMakingError) {
        if let algorithm = description.encryption {
            try append("m.room.encryption", ["algorithm": .string(algorithm)])
        }
        if let name = description.name { try append("m.room.name", ["name": .string(name)]) }
        if let topic = description.topic { try append("m.room.topic", ["topic": .string(topic)]) }
        for alias in description.aliases where alias.serverName != home.name {
            throw draft.error(.foreignAlias(alias, server: home.name))
        }
        guard let alias = description.aliases.first else { return }
        var content: JSONObject = ["alias": .string(alias.description)]
        let others = description.aliases.dropFirst().map { JSONValue.string($0.description) }
        if !others.isEmpty { content["alt_aliases"] = .array(others) }
        try append("m.room.canonical_alias", content)
    }

    private mutating func addChildren(_ rooms: [ExactText: RoomID]) throws(RoomMakingError) {
        for child in description.children {
            let room = try self.room(child.room, among: rooms)
            let via = child.via.isEmpty ? [home.name] : child.via
            var content: JSONObject = ["via": .array(via.map { .string($0.description) })]
            if child.isSuggested { content["suggested"] = true }
            if let order = child.order { content["order"] = .string(order) }
            try draft.append(
                "m.space.child", stateKey: room.description, by: creator, content)
        }
    }

    /// Sets the described state: what the creator sets, or what others do.
    private mutating func setState(ofOthers isOfOthers: Bool) throws(RoomMakingError) {
        for event in description.state {
            let sender = event.sender ?? creator
            guard (sender != creator) == isOfOthers else { continue }
            try draft.append(
                event.type, stateKey: event.stateKey ?? "", by: sender, event.content)
        }
    }

    /// Lets a user of the process come into the room, invited where the join rule demands it.
    private mutating func enter(
        _ user: UserID, displayName: String? = nil
    ) throws(RoomMakingError) {
        guard draft.membership(of: user) != "join" else { return }
        if user != creator, description.joinRule != .public {
            try setMembership("invite", of: user, by: creator)
        }
        try setMembership("join", of: user, by: user, displayName: displayName)
    }

    private mutating func add(_ member: MemberDescription) throws(RoomMakingError) {
        switch member.membership {
        case .join: try enter(member.user, displayName: member.displayName)
        case .invite, .ban:
            try setMembership(member.membership.rawValue, of: member.user, by: creator)
        case .knock: try setMembership("knock", of: member.user, by: member.user)
        case .leave where draft.isOurs(member.user):
            try enter(member.user, displayName: member.displayName)
            try setMembership("leave", of: member.user, by: member.user)
        case .leave:
            try setMembership("invite", of: member.user, by: creator)
            try setMembership("leave", of: member.user, by: creator)
        }
    }

    private mutating func setMembership(
        _ membership: String, of user: UserID, by sender: UserID, displayName: String? = nil
    ) throws(RoomMakingError) {
        var content: JSONObject = ["membership": .string(membership)]
        if let displayName { content["displayname"] = .string(displayName) }
        try draft.append("m.room.member", stateKey: user.description, by: sender, content)
    }

    /// The messages; where they have no sender, the members who are joined take turns.
    private mutating func speak() throws(RoomMakingError) {
        let joined = description.members.filter {
            $0.membership == .join && draft.isOurs($0.user)
        }.map(\.user)
        let speakers = joined.isEmpty ? [creator] : joined
        for (index, message) in description.messages.enumerated() {
            let sender = message.sender ?? speakers[index % speakers.count]
            try draft.append(
                message.type, stateKey: message.stateKey, by: sender, message.content)
        }
    }
}
