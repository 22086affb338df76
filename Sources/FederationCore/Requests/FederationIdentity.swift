/// Who signs a request: a server, and one of its keys.
public struct FederationIdentity: Sendable {
    /// The server that the request comes from.
    public var serverName: ServerName
    /// The key that it is signed with.
    public var key: SigningKey

    /// An identity.
    public init(serverName: ServerName, key: SigningKey) {
        self.serverName = serverName
        self.key = key
    }
}
