public import FederationCore

/// The policy server that a room has made its own, with the key that the room gives.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
public struct PolicyServer: Sendable, Hashable {
    /// The server: `via` of the room's `m.room.policy`.
    public let server: ServerName
    /// The key that it signs with.
    public let key: VerifyKey

    /// The name under which policy servers sign; it is never published among the keys of a server.
    public static let keyName = "ed25519:policy_server"

    /// A policy server.
    public init(server: ServerName, key: VerifyKey) {
        self.server = server
        self.key = key
    }

    static func isKeyName(_ name: String) -> Bool {
        name.utf8.elementsEqual(keyName.utf8)
    }
}
