public import FederationCore

/// What a server says of an event that was sent to it.
///
/// That it took it does not say that it accepted it: many servers look at events later.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
public struct PDUResult: Sendable, Hashable {
    /// The event.
    public let eventID: EventID
    /// What became of it.
    public let outcome: Outcome

    /// A result.
    public init(eventID: EventID, outcome: Outcome) {
        self.eventID = eventID
        self.outcome = outcome
    }

    /// What became of an event.
    public enum Outcome: Sendable, Hashable {
        /// The server took it.
        case taken
        /// The server did not take it, and why.
        case refused(String)
        /// The answer says nothing of it.
        case notMentioned

        /// Whether the server did not take it.
        public var isRefusal: Bool {
            if case .refused = self { return true }
            return false
        }
    }
}
