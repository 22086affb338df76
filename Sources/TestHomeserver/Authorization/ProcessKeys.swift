import FederationCore

/// The keys that a server of this process knows without asking, and those of all others: its own, and unless the
/// servers of the process are apart, those of its neighbours.
struct ProcessKeys: VerifyKeyProviding {
    /// The servers of this process.
    let directory: ServerDirectory
    /// The server; none where all of the process are meant.
    let own: ServerName?
    /// Knows the keys of other servers.
    let others: any VerifyKeyProviding
    /// What the servers of this process sign with in place of their own keys.
    let standIns: StandInKeys

    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        if let near = directory.server(named: server), own.map({ $0 == server }) ?? true {
            let key = near.signingKey.publicKey
            if key.keyID == keyID { return .found(key, .unlimited) }
            if let other = standIns.verifyKey(keyID, of: near) { return .found(other, .unlimited) }
        }
        return await others.verifyKey(keyID, of: server)
    }
}

extension EndpointCall {
    /// The keys that the events of this request are verified with.
    var verifyKeys: ProcessKeys {
        ProcessKeys(
            directory: directory, own: state.isApart ? server.name : nil,
            others: state.verifyKeys, standIns: state.standIns)
    }
}
