import FederationCore
import RoomEvents
import RoomState
import Testing

@Suite("Selection of auth events")
struct AuthEventTuplesTests {
    private func tuples(
        _ version: String, _ type: String, _ stateKey: String?,
        from sender: String = "@a:a.example",
        _ content: String = "{}"
    ) throws -> [StateTuple] {
        var room = try AuthRoom(empty: RoomVersion(parsing: version))
        return authEventTuples(for: try room.event(type, stateKey, from: sender, content))
    }

    private let create = StateTuple("m.room.create")
    private let levels = StateTuple("m.room.power_levels")
    private let joinRules = StateTuple("m.room.join_rules")
    private let sender = StateTuple("m.room.member", "@a:a.example")
    private let target = StateTuple("m.room.member", "@b:b.example")

    @Test("A create event has none")
    func selectsNothingForACreateEvent() throws {
        for version in RoomVersion.all {
            #expect(authEventTuples(for: try AuthRoom(empty: version).create).isEmpty)
        }
    }

    @Test("Every event has the create event, the power levels and its sender's membership")
    func selectsForAnyEvent() throws {
        #expect(try tuples("11", "m.room.message", nil) == [create, levels, sender])
        #expect(try tuples("11", "m.room.join_rules", "") == [create, levels, sender])
        #expect(try tuples("11", "m.room.member", nil) == [create, levels, sender])
    }

    @Test("Where the create event names the room, it is no auth event")
    func leavesOutTheCreateEvent() throws {
        #expect(try tuples("12", "m.room.message", nil) == [levels, sender])
    }

    @Test(
        "A membership has its target's, and the join rules where it is one of coming in",
        arguments: [
            ("join", true), ("invite", true), ("knock", true), ("leave", false), ("ban", false),
            ("dance", false),
        ])
    func selectsForMemberships(membership: String, hasJoinRules: Bool) throws {
        let content = #"{"membership":"\#(membership)"}"#
        let rules = hasJoinRules ? [joinRules] : []
        for version in ["1", "11"] {
            #expect(
                try tuples(version, "m.room.member", "@b:b.example", content)
                    == [create, levels, sender, target] + rules)
            #expect(
                try tuples(version, "m.room.member", "@a:a.example", content)
                    == [create, levels, sender] + rules)
        }
    }

    @Test("An invite that a third party vouches for has its token")
    func selectsTheToken() throws {
        let invited = [create, levels, sender, target, joinRules]
        let invite = { (value: String) in #"{"membership":"invite","third_party_invite":\#(value)}"#
        }
        #expect(
            try tuples("1", "m.room.member", "@b:b.example", invite(#"{"signed":{"token":"t"}}"#))
                == invited + [StateTuple("m.room.third_party_invite", "t")])
        for value in ["null", "{}", #"{"signed":{}}"#, #"{"signed":{"token":1}}"#] {
            #expect(try tuples("1", "m.room.member", "@b:b.example", invite(value)) == invited)
        }
    }

    @Test("A join that a user authorised has that user's membership, where joins can be restricted")
    func selectsTheAuthoriser() throws {
        let content = #"{"membership":"join","join_authorised_via_users_server":"@b:b.example"}"#
        let joined = [create, levels, sender, joinRules]
        #expect(try tuples("7", "m.room.member", "@a:a.example", content) == joined)
        for version in ["8", "9", "10", "11"] {
            #expect(
                try tuples(version, "m.room.member", "@a:a.example", content) == joined + [target])
        }
        let invite = #"{"membership":"invite","join_authorised_via_users_server":"@c:c.example"}"#
        #expect(
            try tuples("11", "m.room.member", "@b:b.example", invite)
                == [create, levels, sender, target, joinRules])
    }
}
