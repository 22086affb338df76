import FederationCore

/// The keys of the servers of this process, which are known without asking, and of all others.
struct ProcessKeys: VerifyKeyProviding {
    /// The servers of this process.
    let directory: ServerDirectory
    /// Knows the keys of other servers.
    let others: any VerifyKeyProviding
    /// What the servers of this process sign with in place of their own keys.
    let standIns: StandInKeys

    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        if let own = directory.server(named: server) {
            let key = own.signingKey.publicKey
            if key.keyID == keyID { return .found(key, .unlimited) }
            if let other = standIns.verifyKey(keyID, of: own) { return .found(other, .unlimited) }
        }
        return await others.verifyKey(keyID, of: server)
    }
}

extension EndpointCall {
    /// The keys that the events of this request are verified with.
    var verifyKeys: ProcessKeys {
        ProcessKeys(
            directory: directory, others: state.verifyKeys, standIns: state.standIns)
    }
}
