import RoomEvents
import Testing

@testable import RoomState

@Suite("Proof of the authorisation rules")
struct AuthRuleProofTests {
    /// The one rule that no event meets that was read: its form says the same before.
    static let judgedAlone = "create.no-room-id"

    @Test("Every rule has a case that it allows and one that it rejects")
    func countsTheCases() {
        let proven = RuleCase.all.map(\.rule) + [Self.judgedAlone]
        #expect(proven.sorted() == AuthRule.all.map(\.id).sorted())
        #expect(RuleCase.all.allSatisfy { !$0.fails.isEmpty })
    }

    @Test(
        "In every room version that has it, a rule says yes and no", arguments: RuleCase.all)
    func provesTheRule(of ruleCase: RuleCase) throws {
        let rule = try #require(AuthRule.named(ruleCase.rule))
        #expect(!rule.versions.isEmpty)
        for version in rule.versions {
            var room = try AuthRoom.standard(version)
            let passed = try ruleCase.passes(&room)
            #expect(passed.isAllowed, "room version \(version): \(passed)")
            if rule.effect != .rejects {
                #expect(passed.rule == rule, "room version \(version): \(passed)")
            }
            for (index, trial) in ruleCase.fails.enumerated() {
                var room = try AuthRoom.standard(version)
                let failed = try trial(&room)
                #expect(!failed.isAllowed, "room version \(version), \(index): \(failed)")
                if rule.effect != .allows {
                    #expect(failed.rule == rule, "room version \(version), \(index): \(failed)")
                }
            }
        }
    }

    @Test("A create event that names its room and has a room ID is rejected")
    func rejectsARoomIDOfACreateEvent() throws {
        let rule = try #require(AuthRule.named(Self.judgedAlone))
        #expect(rule.versions.map(\.identifier) == ["12"])
        let judge = { (version: String) in
            let room = try AuthRoom(empty: RoomVersion(parsing: version))
            return rule.judge(
                AuthCase(
                    room.create, state: AuthState([room.create]), authEvents: nil, signers: nil))
        }
        #expect(try judge("12") == nil)
        guard case .reject(nil, let reason)? = try judge("11") else {
            Issue.record("an event with a room ID was not rejected")
            return
        }
        #expect(reason == #"room_id is "!room:a.example", expected none"#)
    }
}
