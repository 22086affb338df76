public import FederationCore

/// The keys that a server publishes, as a value: what `GET /_matrix/key/v2/server` is about.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
public struct KeyDocument: Sendable, Hashable {
    /// The server.
    public var serverName: ServerName
    /// The keys that it signs with.
    public var verifyKeys: [VerifyKey]
    /// The keys that it has signed with before.
    public var oldVerifyKeys: [OldVerifyKey]
    /// Until when peers may use the document: milliseconds since the Unix epoch.
    public var validUntil: Int64

    /// A document.
    public init(
        serverName: ServerName, verifyKeys: [VerifyKey], oldVerifyKeys: [OldVerifyKey] = [],
        validUntil: Int64
    ) {
        self.serverName = serverName
        self.verifyKeys = verifyKeys
        self.oldVerifyKeys = oldVerifyKeys
        self.validUntil = validUntil
    }
}
