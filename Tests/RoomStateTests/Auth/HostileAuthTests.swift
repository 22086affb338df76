import FederationCore
import RoomEvents
import RoomState
import Testing

@Suite("Hostile events in authorisation", .timeLimit(.minutes(5)))
struct HostileAuthTests {
    static let junk = [
        "null", "true", "0", "-9007199254740991", #""""#, #""\u0000""#, "[]", "[[[]]]", "{}",
        #"{"":null}"#, #"[{"public_key":{}}]"#, #"{"signed":[]}"#, #"{"@a:a.example":"x"}"#,
    ]
    static let fields = [
        "m.room.create": [
            "creator", "room_version", "additional_creators", "m.federate", "predecessor",
        ],
        "m.room.member": ["membership", "third_party_invite", "join_authorised_via_users_server"],
        "m.room.join_rules": ["join_rule", "allow"],
        "m.room.power_levels": [
            "users", "events", "notifications", "ban", "users_default", "state_default",
        ],
        "m.room.third_party_invite": ["public_key", "public_keys"],
    ]

    @Test(
        "Content of any type is judged, as an event and as the state it is judged against",
        arguments: ["1", "6", "9", "12"])
    func judgesAnyContent(version: String) throws {
        let version = try RoomVersion(parsing: version)
        var decisions = 0
        for (type, names) in Self.fields {
            for name in names {
                for junk in Self.junk {
                    var room = try AuthRoom.standard(version)
                    let key = type == "m.room.member" ? AuthRoom.user : ""
                    let content = #"{"membership":"invite","\#(name)":\#(junk)}"#
                        .replacing(#""membership":"invite","membership""#, with: #""membership""#)
                    if type == "m.room.create" {
                        let create = try room.createEvent(content)
                        _ = room.judge(create)
                        room = try AuthRoom(empty: version, create: create)
                    } else {
                        _ = try room.judge(type, key, from: AuthRoom.admin, content)
                        try room.set(type, type.hasSuffix("invite") ? "token" : key, content)
                    }
                    _ = try RuleCase.message(from: AuthRoom.user)(&room)
                    _ = try RuleCase.join("restricted", by: AuthRoom.user)(&room)
                    _ = try RuleCase.set(more: #""ban":50"#)(&room)
                    decisions += 3
                }
            }
        }
        #expect(decisions > 600)
    }

    @Test("A hundred thousand auth events are an error of the form")
    func refusesAuthEventsWithoutEnd() throws {
        let version = try RoomVersion(parsing: "11")
        var room = try AuthRoom.standard(version)
        let id = room.create.eventID
        #expect(throws: EventFormatError.self) {
            try room.event(
                "m.room.message", nil, from: AuthRoom.user, "{}",
                auth: Array(repeating: id, count: 100_000))
        }
    }

    @Test("Without the events that it names, an event is rejected", arguments: RoomVersion.all)
    func rejectsWithoutAuthEvents(version: RoomVersion) throws {
        var room = try AuthRoom.standard(version)
        let event = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
        let decision = authorize(event, authEvents: [Event]())
        #expect(!decision.isAllowed)
        #expect(
            decision.rule.id
                == (version.rules.createEventNamesRoom ? "room.create-event" : "auth-events.known"))
        #expect(!authorize(event, against: AuthState([Event]())).isAllowed)
    }

    @Test("Power levels of thousands of users are read once and judged quickly")
    func judgesManyLevels() throws {
        var room = try AuthRoom.standard(RoomVersion(parsing: "11"))
        let users = (0..<1500).map { #""@u\#($0):a.example":\#($0 % 50)"# }.joined(separator: ",")
        try room.levels(AuthRoom.levels(users: AuthRoom.users + "," + users))
        let state = AuthState(room.state)
        let event = try room.event("m.room.message", nil, from: AuthRoom.user, "{}")
        for _ in 0..<2000 { #expect(authorize(event, against: state).isAllowed) }
    }

    @Test("Levels at the edges of 64 bits and beyond are compared, not cut")
    func comparesEdges() throws {
        let version = try RoomVersion(parsing: "5")
        var room = try AuthRoom.standard(version)
        let users = { (level: String) in
            AuthRoom.levels(
                users: #""@admin:a.example":100,"@moderator:b.example":\#(level)"#,
                more: #""ban":9223372036854775807"#)
        }
        let change = { (level: String) -> RuleCase.Trial in
            RuleCase.change(
                users(level),
                users(level).replacing("9223372036854775807", with: "9223372036854775808"))
        }
        #expect(try !change("9223372036854775807")(&room).isAllowed)
        #expect(try change("9223372036854775808")(&room).isAllowed)
        #expect(try change("1e300")(&room).isAllowed)
        #expect(try !change("-9223372036854775809")(&room).isAllowed)
    }
}
