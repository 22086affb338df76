public import FederationCore
import MatrixJSON

/// The keys that events are verified with, looked up beforehand.
public struct EventKeyTable: Sendable {
    private var keys: [ServerName: [KeyID: VerifyKeyLookup]] = [:]

    /// A table without keys.
    public init() {}

    /// How many keys are asked for at a time.
    private static let concurrency = 32

    /// The keys that `events` are signed with by those who have to, each asked for once; several servers are
    /// asked at a time.
    public init(for events: [EventDocument], from provider: any VerifyKeyProviding) async {
        var wanted: [ServerName: Set<KeyID>] = [:]
        for event in events { event.collectKeys(in: &wanted) }
        let names = wanted.flatMap { server, keyIDs in keyIDs.map { (server, $0) } }
        // Most events are signed with one key, for which no tasks need be made.
        if let (server, keyID) = names.first, names.count == 1 {
            self[keyID, of: server] = await provider.verifyKey(keyID, of: server)
            return
        }
        await withTaskGroup(of: (ServerName, KeyID, VerifyKeyLookup).self) { group in
            var rest = names[...]
            func askNext() {
                guard let (server, keyID) = rest.popFirst() else { return }
                group.addTask {
                    (server, keyID, await provider.verifyKey(keyID, of: server))
                }
            }
            for _ in 0..<Self.concurrency { askNext() }
            for await (server, keyID, lookup) in group {
                self[keyID, of: server] = lookup
                askNext()
            }
        }
    }

    /// What is known of a key; none where it was never looked up.
    public subscript(_ keyID: KeyID, of server: ServerName) -> VerifyKeyLookup? {
        get { keys[server]?[keyID] }
        set { keys[server, default: [:]][keyID] = newValue }
    }
}

extension EventDocument {
    /// Adds the keys that the event is signed with by those who have to.
    fileprivate func collectKeys(in wanted: inout [ServerName: Set<KeyID>]) {
        for required in requiredSignatures() {
            let entry = document.root["signatures"]?[required.server.description]
            for (name, _) in entry?.members ?? [] where !PolicyServer.isKeyName(name) {
                // Names that are no key ID are of no algorithm that is known.
                guard let keyID = try? KeyID(parsing: name), keyID.isEd25519 else { continue }
                wanted[required.server, default: []].insert(keyID)
            }
        }
    }
}
