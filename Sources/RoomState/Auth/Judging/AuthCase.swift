import FederationCore
import MatrixJSON
import RoomEvents

/// An event that is being judged, with what its rules ask for, each looked up at most once.
final class AuthCase {
    let event: Event
    let state: AuthState
    /// The events of `auth_events`, where they are judged too.
    let authEvents: AuthEventList?
    let rules: RoomVersionRules
    let content: JSONElement
    private let signers: Set<ServerName>?

    init(
        _ event: Event, state: AuthState, authEvents: AuthEventList?, signers: Set<ServerName>?
    ) {
        self.event = event
        self.state = state
        self.authEvents = authEvents
        self.signers = signers
        rules = event.version.rules
        content = event.content
    }

    /// Asks the rules in their order; the first that has something to say decides.
    func decision() -> AuthDecision {
        for rule in AuthRulebook.of(event.version)[AuthSubject(event)] {
            switch rule.judge(self) {
            case nil: continue
            case .allow: return .allowed(rule: rule)
            case .reject(let against, let reason):
                return .rejected(rule: rule, against: against, reason: reason)
            }
        }
        return .allowed(rule: .otherwise)
    }

    /// Who sent the event.
    lazy var sender: String = event.sender.description
    /// The user that a membership is about.
    lazy var target: String = event.stateKey ?? ""
    lazy var senderMembership = membership(of: sender)
    lazy var targetMembership = isAboutSender ? senderMembership : membership(of: target)
    /// Whether the state key is the sender.
    lazy var isAboutSender = event.stateKey.map { $0.isExactly(sender) } ?? false

    /// What the current power levels say.
    lazy var powerLevels: PowerLevels? = state.powerLevels
    lazy var senderLevel = level(of: sender)

    /// The current join rule, `invite` where none is given.
    lazy var joinRule: String = {
        guard let rule = joinRules?.content["join_rule"] else { return "invite" }
        return rule.string ?? ""
    }()
    lazy var joinRules: Event? = state[.joinRules]

    /// The current membership of a user.
    func membership(of user: String) -> Membership {
        Membership(state[.member(user)])
    }

    /// The current power level of a user.
    func level(of user: String) -> PowerLevel {
        if rules.creatorsArePrivileged,
            state.create?.privilegedCreators.contains(ExactText(user)) == true
        {
            return .infinite
        }
        if let powerLevels { return powerLevels.level(ofUser: user) }
        return state.create?.isCreator(user) == true && !rules.creatorsArePrivileged
            ? .integer(100) : .integer(0)
    }

    /// The current level of that name.
    func level(_ name: PowerLevelName) -> PowerLevel {
        powerLevels?[name] ?? name.defaultLevel
    }

    /// The level that sending the event takes.
    var requiredLevel: PowerLevel {
        powerLevels?.required(for: event.type, isState: event.isState)
            ?? (event.isState ? PowerLevelName.stateDefault : .eventsDefault).defaultLevel
    }

    /// Whether the event is signed by `server`, as far as is known.
    func isSigned(by server: ServerName) -> Bool {
        if let signers { return signers.contains(server) }
        let signatures = event.document.root["signatures"]?[server.description]
        return signatures?.members.contains { $0.name.hasPrefix("ed25519:") } ?? false
    }

    /// Rejects where the sender is not in the room.
    func rejectUnlessJoined() -> AuthOutcome? {
        guard !senderMembership.isJoined else { return nil }
        return .reject(
            against: senderMembership.eventID,
            "the membership of the sender \(sender.excerpt) is "
                + "\(senderMembership.word.excerpt), expected 'join'")
    }

    /// Rejects where the sender has less than the level of that name.
    func rejectUnlessSenderHas(_ name: PowerLevelName) -> AuthOutcome? {
        let required = level(name)
        guard senderLevel < required else { return nil }
        return .reject(
            against: powerLevels?.eventID,
            "the power level of the sender \(sender.excerpt) is \(senderLevel), "
                + "expected at least \(required) (\(name.rawValue))")
    }
}
