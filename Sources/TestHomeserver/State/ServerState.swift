import FederationCore

/// What a virtual server has beside its name and keys, and what it remembers.
///
/// Every part looks after its own safety between threads.
final class ServerState: Sendable {
    /// The server.
    let server: VirtualServer
    /// Sends requests to other servers; none where it does not go out.
    let federation: (any FederationRequesting)?
    /// The keys of other servers.
    let verifyKeys: any VerifyKeyProviding
    /// Where the time comes from.
    let time: any TimeSource

    /// The state of `server` at its start.
    init(_ server: VirtualServer, _ configuration: HomeserverConfiguration) {
        self.server = server
        federation = configuration.federation
        verifyKeys = configuration.verifyKeys
        time = configuration.time
    }
}
