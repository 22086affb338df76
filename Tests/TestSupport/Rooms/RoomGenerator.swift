public import FederationCore
public import MatrixJSON
public import RoomEvents

/// Makes rooms with forks: the same for the same seed.
///
/// Events have right forms and hashes, and no signatures but those by which restricted rooms are joined. Most of
/// them are allowed where they stand, some are not.
public struct RoomGenerator {
    /// The version of the room.
    public let version: RoomVersion
    /// Everything made so far, in an order in which it could have happened.
    public private(set) var events: [Event] = []
    /// Where chance comes from.
    public var random: SplitMix
    /// The users that act; the first makes the room.
    public let users: [UserID]
    private var time: Int64 = 1_700_000_000_000
    private var roomID: RoomID

    /// A generator of a room of that version.
    public init(version: RoomVersion, seed: UInt64, users count: Int = 6) throws {
        self.version = version
        random = SplitMix(seed: seed)
        users = try (0..<count).map { try UserID(parsing: "@u\($0):s\($0 % 3).example") }
        roomID = try RoomID(parsing: "!room:s0.example")
    }

    /// Makes an event at the end of `branch`, with the auth events that it has to have there; where it redacts
    /// one, it says so where the version has it.
    @discardableResult
    public mutating func append(
        _ type: String, stateKey: String? = nil, by sender: UserID, content: JSONObject = [:],
        redacting redacted: EventID? = nil, to branch: inout RoomBranch
    ) throws -> Event {
        time += Int64(random.next() % 3) * 1_000
        var content = content
        var template: JSONObject = ["type": .string(type)]
        if let redacted {
            let id = JSONValue.string(redacted.description)
            if version.rules.redactsInContent {
                content["redacts"] = id
            } else {
                template["redacts"] = id
            }
        }
        template["content"] = .object(content)
        if let stateKey { template["state_key"] = .string(stateKey) }
        let surroundings = EventSurroundings(
            originServerTS: time, prevEvents: branch.tips,
            authEvents: authEvents(type, stateKey, sender, content, in: branch),
            sender: sender, roomID: roomID, eventIDLocalPart: "e\(events.count)")
        var built = try buildEvent(from: template, version: version, in: surroundings)
        if let user = Self.authoriser(in: content) {
            built = try signEvent(
                built, version: version, as: UserID(parsing: user).serverName,
                with: SigningKey(
                    keyID: KeyID(parsing: "ed25519:1"), seed: SigningSeed(bytes: Array(1...32))),
                keepsHash: true)
        }
        let event = try Event(parsing: built.canonicalBytes(), version: version)
        if events.isEmpty { roomID = event.roomID }
        events.append(event)
        branch.append(event)
        return event
    }

    /// The user by whose leave a restricted room is joined.
    private static func authoriser(in content: JSONObject) -> String? {
        guard case .string(let user)? = content["join_authorised_via_users_server"] else {
            return nil
        }
        return user
    }

    // Spec: <https://spec.matrix.org/v1.19/server-server-api/#auth-events-selection>
    private func authEvents(
        _ type: String, _ stateKey: String?, _ sender: UserID, _ content: JSONObject,
        in branch: RoomBranch
    ) -> [Event] {
        guard type != "m.room.create" else { return [] }
        var found = [branch["m.room.power_levels", ""], branch["m.room.member", "\(sender)"]]
        if !version.rules.createEventNamesRoom { found.append(branch["m.room.create", ""]) }
        if type == "m.room.member" {
            if let stateKey, stateKey != "\(sender)" {
                found.append(branch["m.room.member", stateKey])
            }
            if content["membership"] != "leave" && content["membership"] != "ban" {
                found.append(branch["m.room.join_rules", ""])
            }
            if let user = Self.authoriser(in: content) {
                found.append(branch["m.room.member", user])
            }
        }
        return found.compactMap { $0 }
    }

    /// Makes the room: its creator in it, with power levels, and everyone may join.
    public mutating func open() throws -> RoomBranch {
        var branch = RoomBranch()
        let creator = users[0]
        try append(
            "m.room.create", stateKey: "", by: creator,
            content: [
                "room_version": .string(version.identifier), "creator": .string("\(creator)"),
            ], to: &branch)
        try append(
            "m.room.member", stateKey: "\(creator)", by: creator,
            content: ["membership": "join"], to: &branch)
        try append(
            "m.room.power_levels", stateKey: "", by: creator,
            content: levels(version.rules.creatorsArePrivileged ? [:] : ["\(creator)": 100]),
            to: &branch)
        try append(
            "m.room.join_rules", stateKey: "", by: creator, content: ["join_rule": "public"],
            to: &branch)
        return branch
    }

    /// The content of `m.room.power_levels` with those levels of users.
    public func levels(_ users: JSONObject) -> JSONObject {
        ["users": .object(users), "state_default": 50, "ban": 50, "kick": 50, "invite": 0]
    }
}
