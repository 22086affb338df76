public import FederationCore

/// A key that a server no longer signs with, and that its old events are verified with.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
public struct OldVerifyKey: Sendable, Hashable {
    /// The key.
    public let key: VerifyKey
    /// When the server stopped using it: milliseconds since the Unix epoch.
    public let expiredAt: Int64

    /// An old key.
    public init(key: VerifyKey, expiredAt: Int64) {
        self.key = key
        self.expiredAt = expiredAt
    }
}
