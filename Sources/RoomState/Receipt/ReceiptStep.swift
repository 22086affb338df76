public import Findings

/// The checks that an event has to pass when it is received, in the order and with the numbers of the
/// specification.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public enum ReceiptStep: Int, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// It has the form that the room version asks for.
    case format = 1
    /// Everyone signed who has to.
    case signatures = 2
    /// The content hash is that of the event.
    case contentHash = 3
    /// It is allowed by the events that it names in `auth_events`.
    case authEvents = 4
    /// It is allowed by the state before it.
    case stateBefore = 5
    /// It is allowed by the state of the room when it comes.
    case currentState = 6
    /// The policy server of the room signed it, where there is one.
    case policyServer = 7

    /// What is checked, to follow `fails at`.
    public var description: String {
        switch self {
        case .format: "the event format"
        case .signatures: "the signatures"
        case .contentHash: "the content hash"
        case .authEvents: "its auth events"
        case .stateBefore: "the state before it"
        case .currentState: "the current state"
        case .policyServer: "the policy server"
        }
    }

    /// The section that has the checks.
    public static let spec = SpecLink(
        page: "server-server-api", anchor: "checks-performed-on-receipt-of-a-pdu")
}
