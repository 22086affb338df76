import FederationCore

/// The keys of other servers, and the own one, for which nobody need be asked.
struct OwnKeys: VerifyKeyProviding {
    let identity: FederationIdentity
    let others: any VerifyKeyProviding

    init(_ participant: Participant) {
        identity = participant.identity
        others = participant.verifyKeys
    }

    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        guard server == identity.serverName, keyID == identity.key.keyID else {
            return await others.verifyKey(keyID, of: server)
        }
        return .found(identity.key.publicKey, .unlimited)
    }
}
