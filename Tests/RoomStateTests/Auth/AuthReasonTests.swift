import FederationCore
import RoomEvents
import RoomState
import Testing

@Suite("Reasons of a rejection")
struct AuthReasonTests {
    private func rejection(
        _ trial: RuleCase.Trial
    ) throws -> (room: AuthRoom, against: EventID?, reason: String) {
        var room = try AuthRoom.standard(RoomVersion(parsing: "11"))
        let decision = try trial(&room)
        guard case .rejected(_, let against, let reason) = decision else {
            Issue.record("\(decision)")
            return (room, nil, "")
        }
        return (room, against, reason)
    }

    @Test("A level that is too low names the power levels, what was there and what was expected")
    func namesThePowerLevels() throws {
        let (room, against, reason) = try rejection(RuleCase.topic(from: AuthRoom.user))
        #expect(against == room.state[StateTuple("m.room.power_levels")]?.eventID)
        #expect(
            reason == "the power level of the sender '@user:b.example' is 0, "
                + "expected at least 50 for state of type 'm.room.topic'")
    }

    @Test("A membership that is wrong names the event of that membership")
    func namesTheMembership() throws {
        let (room, against, reason) = try rejection { room in
            try room.member(AuthRoom.user, "ban")
            return try RuleCase.message(from: AuthRoom.user)(&room)
        }
        #expect(against == room.state[StateTuple("m.room.member", AuthRoom.user)]?.eventID)
        #expect(
            reason == "the membership of the sender '@user:b.example' is 'ban', expected 'join'")
    }

    @Test("A join that the rule does not let in names the join rules and the membership")
    func namesTheJoinRules() throws {
        let (room, against, reason) = try rejection(RuleCase.join("invite"))
        #expect(against == room.state[StateTuple("m.room.join_rules")]?.eventID)
        #expect(
            reason == "the join rule is 'invite' and the membership of the sender is 'leave', "
                + "expected 'invite' or 'join'")
    }

    @Test("A change of levels names where it is, and both levels")
    func namesTheChange() throws {
        let users = AuthRoom.users + #","@user:b.example":51"#
        let (_, _, reason) = try rejection(
            RuleCase.change(AuthRoom.levels(), AuthRoom.levels(users: users)))
        #expect(
            reason == "content.users['@user:b.example'] becomes 51, "
                + "expected at most the power level of the sender, 50")
    }

    @Test("What others sent is cut where it is long")
    func cutsLongTexts() throws {
        let long = String(repeating: "x", count: 50_000)
        let (_, _, reason) = try rejection {
            try $0.judge(long, of: AuthRoom.user, by: AuthRoom.user)
        }
        #expect(reason.utf8.count < 300)
        #expect(reason.contains("…"))
    }
}
