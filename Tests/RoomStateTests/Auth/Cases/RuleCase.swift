import RoomEvents
import RoomState
import Testing

/// What proves that a rule says yes and no: an event that passes, and events that do not.
struct RuleCase: Sendable, CustomTestStringConvertible {
    typealias Trial = @Sendable (inout AuthRoom) throws -> AuthDecision

    let rule: String
    /// Is allowed; by the rule itself, where it can allow.
    let passes: Trial
    /// Are rejected; by the rule itself, where it can reject.
    let fails: [Trial]

    init(_ rule: String, passes: @escaping Trial, fails: Trial...) {
        self.rule = rule
        self.passes = passes
        self.fails = fails
    }

    var testDescription: String { rule }

    static let all =
        create + authEvents + joining + leaving + inviting + thirdParty + sending + powerLevels

    /// A message of that user.
    static func message(from user: String) -> Trial {
        { try $0.judge("m.room.message", nil, from: user, "{}") }
    }
}
