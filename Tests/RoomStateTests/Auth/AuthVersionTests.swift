import FederationCore
import RoomEvents
import RoomState
import Testing

/// What the same event is in different room versions, beyond the rules that come and go.
@Suite("Authorisation in different room versions")
struct AuthVersionTests {
    private func decide(_ version: String, _ trial: RuleCase.Trial) throws -> String {
        var room = try AuthRoom.standard(RoomVersion(parsing: version))
        let decision = try trial(&room)
        return "\(decision.isAllowed ? "allowed" : "rejected") \(decision.rule)"
    }

    @Test(
        "A knock opens the way only where users can knock",
        arguments: [
            ("6", "rejected member.membership", "rejected join.public"),
            ("7", "allowed knock.membership", "allowed join.invited"),
            ("9", "allowed knock.membership", "allowed join.invited"),
        ])
    func knocks(version: String, knock: String, join: String) throws {
        #expect(try decide(version, RuleCase.knock("knock")) == knock)
        #expect(try decide(version, RuleCase.join("knock", after: "invite")) == join)
    }

    @Test("Who has knocked may leave where users can knock")
    func leavesAfterAKnock() throws {
        let leave: RuleCase.Trial = { room in
            try room.member(AuthRoom.stranger, "knock")
            return try room.judge("leave", of: AuthRoom.stranger, by: AuthRoom.stranger)
        }
        #expect(try decide("6", leave) == "rejected leave.self")
        #expect(try decide("7", leave) == "allowed leave.self")
    }

    @Test("Restricted joins exist since room version 8, those with knocks since 10")
    func restrictsJoins() throws {
        let authorised = { (rule: String) in
            RuleCase.join(rule, by: AuthRoom.moderator, signed: "b.example")
        }
        #expect(try decide("7", authorised("restricted")) == "rejected join.public")
        #expect(try decide("8", authorised("restricted")) == "allowed join.restricted.authorised")
        #expect(try decide("9", authorised("knock_restricted")) == "rejected join.public")
        #expect(
            try decide("10", authorised("knock_restricted")) == "allowed join.restricted.authorised"
        )
        #expect(try decide("9", RuleCase.knock("knock_restricted")) == "rejected knock.join-rule")
        #expect(try decide("10", RuleCase.knock("knock_restricted")) == "allowed knock.membership")
    }

    @Test("Redactions are judged by who sent them in room versions 1 and 2 alone")
    func redacts() throws {
        let redaction = RuleCase.redaction(from: AuthRoom.user, of: "$1:a.example")
        #expect(try decide("2", redaction) == "rejected redaction.domain")
        #expect(try decide("3", RuleCase.message(from: AuthRoom.user)) == "allowed event.allowed")
        let plain: RuleCase.Trial = {
            try $0.judge("m.room.redaction", nil, from: AuthRoom.user, "{}")
        }
        #expect(try decide("2", plain) == "rejected redaction.domain")
        for version in ["3", "10", "11", "12"] {
            #expect(try decide(version, plain) == "allowed event.allowed")
        }
    }

    @Test("Aliases are a special case up to room version 5")
    func limitsAliases() throws {
        let aliases: RuleCase.Trial = {
            try $0.judge("m.room.aliases", "c.example", from: AuthRoom.stranger, "{}")
        }
        #expect(try decide("5", aliases) == "allowed aliases.domain")
        #expect(try decide("6", aliases) == "rejected sender.joined")
    }

    @Test("The levels of notifications are limited since room version 6")
    func limitsNotifications() throws {
        let raise = RuleCase.change(
            AuthRoom.levels(), AuthRoom.levels(notifications: #""room":90"#))
        #expect(try decide("5", raise) == "allowed power-levels.allowed")
        #expect(try decide("6", raise) == "rejected power-levels.notifications.new")
    }

    @Test("Levels as strings count up to room version 9")
    func readsStrings() throws {
        let raise = RuleCase.change(AuthRoom.levels(), AuthRoom.levels(more: #""ban":"51""#))
        let same = RuleCase.change(
            AuthRoom.levels(more: #""ban":51"#), AuthRoom.levels(more: #""ban":" +051 ""#))
        for version in ["1", "6", "9"] {
            #expect(try decide(version, raise) == "rejected power-levels.levels.new")
            #expect(try decide(version, same) == "allowed power-levels.allowed")
        }
        for version in ["10", "12"] {
            #expect(try decide(version, raise) == "rejected power-levels.levels-form")
        }
    }

    @Test("Before room version 10 the first power levels may hold what is no level")
    func letsTheFirstLevelsPass() throws {
        let first: RuleCase.Trial = { room in
            room.unset("m.room.power_levels")
            return try RuleCase.set(from: AuthRoom.creator, more: #""ban":{}"#)(&room)
        }
        #expect(try decide("9", first) == "allowed power-levels.first")
        #expect(try decide("10", first) == "rejected power-levels.levels-form")
    }

    @Test("The creator is who the content names, and since room version 11 who sent it")
    func findsTheCreator() throws {
        let join = { (version: String, user: String) in
            var room = try AuthRoom(empty: RoomVersion(parsing: version))
            let create = try room.createEvent(#"{"creator":"@other:a.example"}"#)
            room = try AuthRoom(empty: room.version, create: create)
            let content = #"{"membership":"join"}"#
            return try room.judge(
                "m.room.member", user, from: user, content, prev: [create.eventID]
            ).isAllowed
        }
        #expect(try join("10", "@other:a.example"))
        #expect(try !join("10", AuthRoom.creator))
        #expect(try join("11", AuthRoom.creator))
        #expect(try !join("11", "@other:a.example"))
        #expect(try join("12", AuthRoom.creator))
    }

    @Test("Creators have more power than any level since room version 12")
    func empowersCreators() throws {
        let change: RuleCase.Trial = { room in
            try room.levels(AuthRoom.levels(more: #""ban":1000,"state_default":1000"#))
            return try RuleCase.set(from: AuthRoom.creator)(&room)
        }
        #expect(try decide("11", change) == "rejected event.level")
        #expect(try decide("12", change) == "allowed power-levels.allowed")
        let additional: RuleCase.Trial = { room in
            room = try AuthRoom(
                room.version, create: #""additional_creators":["@user:b.example"]"#)
            return try room.judge("ban", of: AuthRoom.admin, by: AuthRoom.user)
        }
        #expect(try decide("11", additional) == "rejected ban.level")
        #expect(try decide("12", additional) == "allowed ban.level")
        let creator: RuleCase.Trial = { room in
            room = try AuthRoom(
                room.version, create: #""additional_creators":["@user:b.example"]"#)
            return try room.judge("ban", of: AuthRoom.creator, by: AuthRoom.user)
        }
        #expect(try decide("12", creator) == "rejected ban.level")
    }

    @Test("Without power levels the creator has 100 up to room version 11, and others nothing")
    func hasDefaults() throws {
        let topic = { (user: String) -> RuleCase.Trial in
            { room in
                room.unset("m.room.power_levels")
                return try RuleCase.topic(from: user)(&room)
            }
        }
        for version in RoomVersion.all.map(\.identifier) {
            #expect(try decide(version, topic(AuthRoom.creator)) == "allowed event.allowed")
            #expect(try decide(version, topic(AuthRoom.admin)) == "rejected event.level")
        }
    }

    @Test("Without a join rule a room is one for those who are invited")
    func hasADefaultJoinRule() throws {
        let join = { (membership: String?) -> RuleCase.Trial in
            { room in
                room.unset("m.room.join_rules")
                if let membership { try room.member(AuthRoom.stranger, membership) }
                return try room.judge("join", of: AuthRoom.stranger, by: AuthRoom.stranger)
            }
        }
        #expect(try decide("11", join("invite")) == "allowed join.invited")
        #expect(try decide("11", join(nil)) == "rejected join.invited")
    }
}
