import FederationCore

/// Why a signature does not count.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
public enum SkippedSignature: Sendable, Hashable, CustomStringConvertible {
    /// It is filed under the name of no `ed25519` key.
    case unknownAlgorithm
    /// The key is not known, and why.
    case unknownKey(reason: String)
    /// The key was good up to a time before the event's `origin_server_ts`.
    case keyNotValid(until: Int64, originServerTS: Int64)
    /// It is by the policy server, whose signature is judged apart.
    case policyServer

    /// The reason in words.
    public var description: String {
        switch self {
        case .unknownAlgorithm: "not by an ed25519 key"
        case .unknownKey(let reason): reason
        case .keyNotValid(let until, let originServerTS):
            "the key was valid until \(UTCTime(milliseconds: until).rfc3339), and the "
                + "event is of \(UTCTime(milliseconds: originServerTS).rfc3339)"
        case .policyServer: "the policy server's key is judged apart"
        }
    }
}
