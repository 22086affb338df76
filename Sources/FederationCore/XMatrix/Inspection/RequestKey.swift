/// A key that may have signed a request, and for what it is good.
public struct RequestKey: Sendable, Hashable {
    /// Whose key it is.
    public var serverName: ServerName
    /// The key.
    public var key: VerifyKey
    /// For what times it is good.
    public var validity: KeyValidity

    /// A key.
    public init(of serverName: ServerName, _ key: VerifyKey, validity: KeyValidity = .unlimited) {
        self.serverName = serverName
        self.key = key
        self.validity = validity
    }
}
