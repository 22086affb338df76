import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// A room to judge events in: an admin with 100, a moderator with 50, a user with 0, all joined, and
/// whatever a test changes.
///
/// The creator is another user, since it is no user of the power levels everywhere.
struct AuthRoom {
    static let creator = "@creator:a.example"
    static let admin = "@admin:a.example"
    static let moderator = "@moderator:b.example"
    static let user = "@user:b.example"
    static let stranger = "@stranger:c.example"
    static let users = #""@admin:a.example":100,"@moderator:b.example":50"#

    let version: RoomVersion
    private(set) var create: Event
    private(set) var state: [StateTuple: Event] = [:]
    private var count: Int64 = 1
    private var last: EventID

    /// The room after its creation: nothing but the create event.
    init(empty version: RoomVersion, create content: String = "") throws {
        self.version = version
        let creator =
            version.rules.createSenderIsCreator ? [] : [#""creator":"\#(Self.creator)""#]
        let members =
            creator + [#""room_version":"\#(version)""#] + (content.isEmpty ? [] : [content])
        create = try Self.event(
            in: version, 0, room: "!room:a.example", "m.room.create", "", Self.creator,
            "{\(members.joined(separator: ","))}", prev: [], auth: [])
        last = create.eventID
        state[StateTuple("m.room.create")] = create
    }

    /// The room after a create event that a test made.
    init(empty version: RoomVersion, create: Event) throws {
        self.version = version
        self.create = create
        last = create.eventID
        state[StateTuple("m.room.create")] = create
    }

    /// The room with its users.
    init(_ version: RoomVersion, create content: String = "") throws {
        try self.init(empty: version, create: content)
        for user in [Self.creator, Self.admin, Self.moderator, Self.user] {
            try member(user, "join")
        }
        try set("m.room.join_rules", "", #"{"join_rule":"invite"}"#)
        try levels(Self.levels())
    }

    /// The room with its users, made once.
    static func standard(_ version: RoomVersion) throws -> AuthRoom {
        try rooms.get()[version] ?? AuthRoom(version)
    }

    private static let rooms = Result {
        try Dictionary(uniqueKeysWithValues: RoomVersion.all.map { ($0, try AuthRoom($0)) })
    }

    /// An event that names the auth events that the selection finds in the state.
    mutating func event(
        _ type: String, _ stateKey: String?, from sender: String, _ content: String,
        prev: [EventID]? = nil, auth: [EventID]? = nil, more: String = "", room: String? = nil
    ) throws -> Event {
        count += 1
        let room = room ?? create.roomID.description
        let draft = try Self.event(
            in: version, count, room: room, type, stateKey, sender, content, prev: [], auth: [])
        let selected = authEventTuples(for: draft).compactMap { state[$0]?.eventID }
        return try Self.event(
            in: version, count, room: room, type, stateKey, sender, content, prev: prev ?? [last],
            auth: auth ?? selected, more: more)
    }

    /// Makes an event the state without judging it.
    @discardableResult
    mutating func set(
        _ type: String, _ stateKey: String, _ content: String, from sender: String = admin,
        room: String? = nil
    ) throws -> Event {
        let event = try event(type, stateKey, from: sender, content, room: room)
        state[StateTuple(type, stateKey)] = event
        last = event.eventID
        return event
    }

    /// Takes away what is the state.
    mutating func unset(_ type: String, _ stateKey: String = "") {
        state[StateTuple(type, stateKey)] = nil
    }

    mutating func member(_ user: String, _ membership: String) throws {
        try set("m.room.member", user, #"{"membership":"\#(membership)"}"#, from: user)
    }

    mutating func levels(_ members: String) throws {
        try set("m.room.power_levels", "", "{\(members)}")
    }

    mutating func joinRule(_ rule: String) throws {
        try set("m.room.join_rules", "", #"{"join_rule":"\#(rule)"}"#)
    }

    /// Judges an event against the state.
    mutating func judge(
        _ type: String, _ stateKey: String?, from sender: String, _ content: String,
        prev: [EventID]? = nil, more: String = "", room: String? = nil
    ) throws -> AuthDecision {
        let event = try event(
            type, stateKey, from: sender, content, prev: prev, more: more, room: room)
        return judge(event)
    }

    func judge(_ event: Event) -> AuthDecision {
        authorize(event, against: AuthState(state))
    }

    /// Judges an event by what it names in `auth_events`.
    func judgeByAuthEvents(
        _ event: Event, others: [Event] = [], rejected: Set<EventID> = []
    ) -> AuthDecision {
        authorize(event, authEvents: Array(state.values) + others, rejected: rejected)
    }

    /// Judges a change of a membership.
    mutating func judge(
        _ membership: String, of user: String, by sender: String, more: String = ""
    ) throws -> AuthDecision {
        let members = [#""membership":"\#(membership)""#] + (more.isEmpty ? [] : [more])
        return try judge(
            "m.room.member", user, from: sender, "{\(members.joined(separator: ","))}")
    }

    /// The members of the content of power levels.
    static func levels(
        users: String = Self.users, events: String = #""m.room.topic":50"#,
        notifications: String = #""room":50"#, more: String? = nil
    ) -> String {
        let tables =
            #""users":{\#(users)},"events":{\#(events)},"notifications":{\#(notifications)}"#
        return more.map { "\(tables),\($0)" } ?? tables
    }

    /// A create event, of the creator and with its room version unless the content says otherwise.
    func createEvent(
        _ content: String? = nil, prev: [EventID] = [], room: String = "!room:a.example"
    ) throws -> Event {
        let creator = version.rules.createSenderIsCreator ? "{}" : #"{"creator":"@c:a.example"}"#
        return try Self.event(
            in: version, 0, room: room, "m.room.create", "", Self.creator, content ?? creator,
            prev: prev, auth: [])
    }

    /// An event of which nothing is signed and no hash is right: authorisation asks for neither.
    static func event(
        in version: RoomVersion, _ count: Int64, room: String, _ type: String,
        _ stateKey: String?, _ sender: String, _ content: String, prev: [EventID],
        auth: [EventID], more: String = ""
    ) throws -> Event {
        let rules = version.rules
        let reference = { (id: EventID) in
            rules.references == .pairs ? #"["\#(id)",{"sha256":"hash"}]"# : #""\#(id)""#
        }
        var members = [
            #""type":\#(quoted(type))"#, #""sender":\#(quoted(sender))"#,
            #""content":\#(content)"#, #""depth":\#(count + 1)"#,
            #""origin_server_ts":\#(1_700_000_000_000 + count)"#,
            #""prev_events":[\#(prev.map(reference).joined(separator: ","))]"#,
            #""auth_events":[\#(auth.map(reference).joined(separator: ","))]"#,
            #""hashes":{"sha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"}"#,
        ]
        if !more.contains(#""signatures""#) { members.append(#""signatures":{}"#) }
        if !more.isEmpty { members.append(more) }
        if let stateKey { members.append(#""state_key":\#(quoted(stateKey))"#) }
        if rules.eventIDFormat == .serverChosen, !more.contains(#""event_id""#) {
            members.append(#""event_id":"$\#(count):\#(sender.drop { $0 != ":" }.dropFirst())""#)
        }
        if !rules.createEventNamesRoom || type != "m.room.create" {
            members.append(#""room_id":\#(quoted(room))"#)
        }
        return try Event(
            parsing: Array("{\(members.joined(separator: ","))}".utf8), version: version)
    }

    static func quoted(_ text: String) -> String {
        String(decoding: JSONValue.string(text).canonicalBytes(), as: UTF8.self)
    }
}
