import FederationCore
import Synchronization

/// The keys that servers sign with in place of their own, because a fault has their key documents say so.
///
/// A server that showed a new key and went on with the old one would be one whose rotation nobody can follow.
final class StandInKeys: Sendable {
    private let plan: FaultPlan?
    /// What was signed with, of each server: events stay when the fault is taken out.
    private let used = Mutex<[ServerName: [VerifyKey]]>([:])

    /// The keys that the faults of a plan ask for; without one, every server signs with its own.
    init(_ plan: FaultPlan?) {
        self.plan = plan
    }

    /// What a server signs a request to `destination` with.
    func requestKey(of server: VirtualServer, to destination: ServerName) -> SigningKey {
        plan?.standIn(for: server, to: destination) ?? server.signingKey
    }

    /// What a server signs events with, which go to everybody.
    ///
    /// A key that took over the ID of the own one signs none: nobody who has the room could tell the two apart.
    func eventKey(of server: VirtualServer) -> SigningKey {
        guard let key = plan?.standIn(for: server, to: nil),
            key.keyID != server.signingKey.keyID
        else { return server.signingKey }
        used.withLock { used in
            if used[server.name]?.contains(key.publicKey) != true {
                used[server.name, default: []].append(key.publicKey)
            }
        }
        return key
    }

    /// A key that a server of this process signs or signed with, beside its own.
    func verifyKey(_ keyID: KeyID, of server: VirtualServer) -> VerifyKey? {
        let current = [plan?.standIn(for: server, to: nil)?.publicKey].compactMap(\.self)
        let known = used.withLock { $0[server.name] ?? [] }
        return (current + known).first { $0.keyID == keyID }
    }
}

extension FaultPlan {
    /// The key that the document of a server shows, or would show to the next who asks, in place of its own.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - peer: Who is told; none means everybody.
    /// - Returns: The key; none where the document shows the server's own.
    fileprivate func standIn(for server: VirtualServer, to peer: ServerName?) -> SigningKey? {
        let shown = shown(of: server.name, to: peer)
        guard let last = shown.last, let standIn = last.fault.standIn else { return nil }
        // What makes no key was refused as a value.
        return try? standIn(last.value, server.signingKey, try spareKey(of: server))
    }

    /// A key that nobody publishes, the same in every run of a seed.
    func spareKey(of server: VirtualServer) throws -> SigningKey {
        let source = "\(seed) \(server.signingKey.publicKey.base64)"
        return try SigningKey(
            keyID: try KeyID(parsing: "ed25519:spare"),
            seed: try SigningSeed(bytes: sha256(Array(source.utf8))))
    }
}
