/// What a virtual server answers at `/.well-known/matrix/server`.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#getwell-knownmatrixserver>
public struct WellKnownAnswer: Sendable, Hashable {
    /// The value of `m.server`: where the server has delegated to, as it is written.
    public var server: String
    /// The value of the `Cache-Control` header; none leaves the header out.
    public var cacheControl: String?

    /// An answer that delegates to `server`.
    public init(server: String, cacheControl: String? = nil) {
        self.server = server
        self.cacheControl = cacheControl
    }
}
