public import FederationCore

/// A homeserver that takes part in rooms of others: who it is, and how it asks them.
public struct Participant: Sendable {
    /// Who signs its requests and events.
    public var identity: FederationIdentity
    /// Sends its requests.
    public var federation: any FederationRequesting
    /// The keys of other servers.
    public var verifyKeys: any VerifyKeyProviding
    /// Where the time comes from.
    public var time: any TimeSource

    /// A participant.
    public init(
        identity: FederationIdentity, federation: any FederationRequesting,
        verifyKeys: any VerifyKeyProviding, time: any TimeSource
    ) {
        self.identity = identity
        self.federation = federation
        self.verifyKeys = verifyKeys
        self.time = time
    }
}
