/// How a request proves where it comes from; the raw value is what the table prints.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authentication>
public enum EndpointAuthentication: String, Sendable, Hashable, CaseIterable {
    /// Not at all.
    case none
    /// It is signed, in an `X-Matrix` header.
    case signed
    /// By a token in the query.
    case token
}
