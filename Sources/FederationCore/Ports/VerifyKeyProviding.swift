/// Knows, or finds out, the keys that servers sign with.
public protocol VerifyKeyProviding: Sendable {
    /// Looks up one key of `server`; a failure to find it is an answer too.
    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup
}
