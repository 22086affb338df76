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

    /// What a server signs requests with, and as a notary the documents of others.
    func requestKey(of server: VirtualServer) -> SigningKey {
        plan?.standIn(for: server) ?? server.signingKey
    }

    /// The key document of a server as notaries have it, where a fault has it show another key than its own.
    ///
    /// - Parameters:
    ///   - document: The document with the server's own key.
    ///   - server: The server.
    ///   - now: The time, in milliseconds since the Unix epoch.
    /// - Returns: The document; the one given where no fault has the server show another key.
    /// - Throws: What there is to say where the other key cannot be made, or the document cannot be signed.
    func document(_ document: [UInt8], of server: VirtualServer, now: Int64) throws -> [UInt8] {
        guard let plan, let last = plan.shown(of: server.name).last,
            case .keys(let change) = last.fault.effect,
            var draft = KeyDraft(
                document, of: server, spare: try plan.spareKey(of: server), now: now)
        else { return document }
        try change(last.value, &draft)
        return try draft.bytes()
    }

    /// What a server signs events with, which go to everybody.
    ///
    /// A key that took over the ID of the own one signs none: nobody who has the room could tell the two apart.
    func eventKey(of server: VirtualServer) -> SigningKey {
        guard let key = plan?.standIn(for: server),
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
        let current = [plan?.standIn(for: server)?.publicKey].compactMap(\.self)
        let known = used.withLock { $0[server.name] ?? [] }
        return (current + known).first { $0.keyID == keyID }
    }
}

extension FaultPlan {
    /// The key that the document of a server shows, or would show to the next who asks, in place of its own.
    ///
    /// - Returns: The key; none where the document shows the server's own.
    fileprivate func standIn(for server: VirtualServer) -> SigningKey? {
        guard let last = shown(of: server.name).last, let standIn = last.fault.standIn else {
            return nil
        }
        // What makes no key was refused as a value.
        return try? standIn(last.value, server.signingKey, try spareKey(of: server))
    }

    /// A key that nobody publishes, the same in every run of a seed and a key; who has only its public half, or
    /// that of the server's own key, cannot make it.
    func spareKey(of server: VirtualServer) throws -> SigningKey {
        try SigningKey(
            keyID: try KeyID(parsing: "ed25519:spare"),
            seed: server.signingKey.seed.derived(for: ["spare key", "\(seed)"]))
    }
}
