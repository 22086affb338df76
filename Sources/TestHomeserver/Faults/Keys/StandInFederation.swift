import FederationCore

/// Sends the requests of a virtual server, signed with the key that its key document shows.
struct StandInFederation: FederationRequesting {
    let inner: any FederationRequesting
    let server: VirtualServer
    let keys: StandInKeys

    func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        var identity = identity
        if let own = identity, own.serverName == server.name {
            identity = FederationIdentity(
                serverName: own.serverName,
                key: keys.requestKey(of: server))
        }
        return try await inner.send(request, signedBy: identity)
    }
}
