public import FederationCore

/// What the authorisation rules say of an event.
public enum AuthDecision: Sendable, Hashable {
    /// It is allowed, by this rule.
    case allowed(rule: AuthRule)
    /// It is rejected by a rule, for a reason that says what was there and what was expected; `against`
    /// is the event that it failed against, where there is one.
    case rejected(rule: AuthRule, against: EventID?, reason: String)

    /// Whether it is allowed.
    public var isAllowed: Bool {
        if case .allowed = self { true } else { false }
    }

    /// The rule that decided.
    public var rule: AuthRule {
        switch self {
        case .allowed(let rule), .rejected(let rule, _, _): rule
        }
    }
}
