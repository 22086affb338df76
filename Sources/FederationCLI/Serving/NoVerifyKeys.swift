import FederationCore

/// Knows no key of any server: this stage of the homeserver asks nobody.
struct NoVerifyKeys: VerifyKeyProviding {
    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        .unknown(reason: "this server fetches no keys of others")
    }
}
