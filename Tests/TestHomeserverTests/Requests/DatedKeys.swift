import FederationCore

/// Knows the keys that it was given, each until the same moment.
struct DatedKeys: VerifyKeyProviding {
    let keys: [ServerName: VerifyKey]
    /// In milliseconds since the Unix epoch.
    let validUntil: Int64

    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        guard let key = keys[server], key.keyID == keyID else {
            return .unknown(reason: "nobody was asked")
        }
        return .found(key, .current(until: validUntil))
    }
}
