public import FederationCore

/// A server that has to have signed an event.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
public struct RequiredSignature: Sendable, Hashable, CustomStringConvertible {
    /// Who has to have signed.
    public let server: ServerName
    /// Why.
    public let reason: Reason

    /// Why a server has to have signed; the raw value is its name for ever.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The sender lives there.
        case sender
        /// It made the event ID, in room versions 1 and 2.
        case eventIDDomain = "event-id-domain"
        /// The user who let the sender join lives there.
        case authorisingUser = "authorising-user"
        /// The room has made it its policy server.
        case policyServer = "policy-server"
    }

    /// A requirement.
    public init(server: ServerName, reason: Reason) {
        self.server = server
        self.reason = reason
    }

    /// Server and reason, such as `example.org (the sender's server)`.
    public var description: String { "\(server) (\(reason.words))" }
}

extension RequiredSignature.Reason {
    /// The reason in words.
    public var words: String {
        switch self {
        case .sender: "the sender's server"
        case .eventIDDomain: "the server in the event ID"
        case .authorisingUser: "the server of the user who authorised the join"
        case .policyServer: "the policy server of the room"
        }
    }
}
