import FederationCore
import Synchronization

/// The keys of the servers of the tests: every server has one, made of its name.
final class CannedKeys: VerifyKeyProviding {
    private let asked = Mutex<[ServerName]>([])

    /// Whose keys were asked for, in order.
    var journal: [ServerName] { asked.withLock { $0 } }

    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        asked.withLock { $0.append(server) }
        guard let key = try? Self.key(of: server), key.keyID == keyID else {
            return .unknown(reason: "\(server) has no key \(keyID)")
        }
        return .found(key.publicKey, .unlimited)
    }

    static func key(of server: ServerName) throws -> SigningKey {
        try SigningKey(
            keyID: KeyID(parsing: "ed25519:t"),
            seed: SigningSeed(bytes: sha256(Array(server.description.utf8))))
    }
}
