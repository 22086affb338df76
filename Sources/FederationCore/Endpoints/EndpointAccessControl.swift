/// Whether the server access control list of a room applies; the raw value is what the table prints.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#server-access-control-lists-acls>
public enum EndpointAccessControl: String, Sendable, Hashable, CaseIterable {
    /// It is not demanded.
    case none
    /// A server that is denied must be refused.
    case enforced
    /// It is applied to each event of a transaction.
    case perEvent = "per event"
    /// It may be applied.
    case optional
}
