/// For what times a key is good; times are milliseconds since the Unix epoch, as in Matrix.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
public enum KeyValidity: Sendable, Hashable {
    /// Given by hand: good for everything.
    case unlimited
    /// Among the server's `verify_keys`: good for requests and events until then, with the cap of
    /// seven days applied.
    case current(until: Int64)
    /// Among its `old_verify_keys`: good for events up to then, and for no request.
    case old(expiredAt: Int64)
}
