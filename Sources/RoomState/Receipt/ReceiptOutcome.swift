import FederationCore
import RoomEvents

/// What steps 4 to 7 made of an event.
struct ReceiptOutcome {
    var verdict: ReceiptVerdict
    var step: ReceiptStep?
    var cause: ReceiptCause?
    var allowedBy: AuthRule?

    /// It passed.
    static func accepted(by rule: AuthRule) -> ReceiptOutcome {
        ReceiptOutcome(verdict: .accepted, allowedBy: rule)
    }

    /// It cannot be put to a step.
    static func undecided(_ step: ReceiptStep, _ cause: ReceiptCause) -> ReceiptOutcome {
        ReceiptOutcome(verdict: .undecided, step: step, cause: cause)
    }

    /// A rule refuses it.
    static func refused(
        _ verdict: ReceiptVerdict, _ step: ReceiptStep, rule: AuthRule, against: EventID?,
        reason: String
    ) -> ReceiptOutcome {
        ReceiptOutcome(
            verdict: verdict, step: step,
            cause: .refused(rule: rule, against: against, reason: reason))
    }
}

extension Receipt {
    /// Takes note of what steps 4 to 7 made of it.
    mutating func record(_ outcome: ReceiptOutcome) {
        verdict = outcome.verdict
        step = outcome.step
        cause = outcome.cause
        allowedBy = outcome.allowedBy
    }
}
