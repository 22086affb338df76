import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// A room of right events: made on `resident.example`, with a user of `other.example` in it.
struct CannedRoom {
    static let creator = "@alice:resident.example"
    static let member = "@bob:other.example"
    /// Who wants to join.
    static let user = "@carol:us.example"

    let version: RoomVersion
    private(set) var roomID: RoomID
    private(set) var events: [Event] = []
    private(set) var state: [StateTuple: Event] = [:]
    private var time: Int64 = Moment.milliseconds - 1_000_000

    init(_ version: RoomVersion, rules: JSONObject = ["join_rule": "public"]) throws {
        self.version = version
        roomID = try RoomID(parsing: "!room:resident.example")
        var create: JSONObject = ["room_version": .string("\(version)")]
        if !version.rules.createSenderIsCreator { create["creator"] = .string(Self.creator) }
        try append("m.room.create", "", by: Self.creator, create)
        try join(Self.creator)
        let users: JSONObject =
            version.rules.creatorsArePrivileged ? [:] : [Self.creator: .integer(100)]
        try append("m.room.power_levels", "", by: Self.creator, ["users": .object(users)])
        try append("m.room.join_rules", "", by: Self.creator, ["join_rule": "public"])
        try join(Self.member)
        try append("m.room.join_rules", "", by: Self.creator, rules)
        try append("m.room.name", "", by: Self.creator, ["name": "canned"])
    }

    /// Makes an event, signs it and appends it.
    @discardableResult
    mutating func append(
        _ type: String, _ stateKey: String?, by sender: String, _ content: JSONObject
    ) throws -> Event {
        let event = try make(type, stateKey, by: sender, content)
        if events.isEmpty { roomID = event.roomID }
        events.append(event)
        if let stateKey { state[StateTuple(type, stateKey)] = event }
        return event
    }

    mutating func join(_ user: String) throws {
        try append("m.room.member", user, by: user, ["membership": "join"])
    }

    /// Makes an event at the end of the room.
    mutating func make(
        _ type: String, _ stateKey: String?, by sender: String, _ content: JSONObject,
        signedBy signer: String? = nil, authEvents: [Event]? = nil, room: RoomID? = nil
    ) throws -> Event {
        time += 1_000
        let sender = try UserID(parsing: sender)
        var template: JSONObject = ["type": .string(type), "content": .object(content)]
        if let stateKey { template["state_key"] = .string(stateKey) }
        let auth = try authEvents ?? selected(type, stateKey, sender, content)
        let surroundings = EventSurroundings(
            originServerTS: time, prevEvents: events.suffix(1), authEvents: auth, sender: sender,
            roomID: room ?? roomID, eventIDLocalPart: "e\(time)")
        let server = try signer.map { try ServerName(parsing: $0) } ?? sender.serverName
        let built = try buildEvent(
            from: template, version: version, in: surroundings, signedBy: server,
            with: CannedKeys.key(of: server))
        return try Event(parsing: built.canonicalBytes(), version: version)
    }

    private func selected(
        _ type: String, _ stateKey: String?, _ sender: UserID, _ content: JSONObject
    ) throws -> [Event] {
        let document = try JSONDocument(parsing: content.canonicalBytes())
        return authEventTuples(
            type: type, stateKey: stateKey, sender: sender, content: document.root,
            rules: version.rules
        ).compactMap { state[$0] }
    }

    /// The template of a membership event of `user`.
    func template(_ membership: String, authoriser: String? = nil) throws -> JSONObject {
        var content: JSONObject = ["membership": .string(membership)]
        if let authoriser { content["join_authorised_via_users_server"] = .string(authoriser) }
        let sender = try UserID(parsing: Self.user)
        let surroundings = EventSurroundings(
            originServerTS: 1, prevEvents: events.suffix(1),
            authEvents: try selected("m.room.member", Self.user, sender, content),
            sender: sender, roomID: roomID, eventIDLocalPart: "template")
        var event = try buildEvent(
            from: [
                "type": "m.room.member", "state_key": .string(Self.user),
                "content": .object(content),
            ], version: version, in: surroundings)
        for name in ["hashes", "signatures", "event_id"] { event[name] = nil }
        return event
    }

    /// The state as an answer has it, in the order of the room.
    var stateEvents: [Event] {
        let ids = Set(state.values.map(\.eventID))
        return events.filter { ids.contains($0.eventID) }
    }

    /// What authorises the state.
    func authChain(of others: [Event] = []) throws -> [Event] {
        let graph = try EventGraph(events)
        let ids = (stateEvents + others).map(\.eventID) + others.flatMap(\.authEventIDs)
        var chain = Set(graph.authChain(of: ids))
        chain.formUnion(others.flatMap(\.authEventIDs))
        return events.filter { chain.contains($0.eventID) }
    }
}

extension Event {
    /// The event as a value.
    var value: JSONValue { document.root.value }
}

extension [Event] {
    /// The events as an answer has them.
    var value: JSONValue { .array(map(\.value)) }
}
