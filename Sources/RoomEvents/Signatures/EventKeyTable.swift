public import FederationCore
import MatrixJSON

/// The keys that events are verified with, looked up beforehand.
public struct EventKeyTable: Sendable {
    private var keys: [ServerName: [KeyID: VerifyKeyLookup]] = [:]

    /// A table without keys.
    public init() {}

    /// The keys that `events` are signed with by those who have to, each asked for once.
    public init(for events: [EventDocument], from provider: any VerifyKeyProviding) async {
        for event in events { await add(keysOf: event, from: provider) }
    }

    /// What is known of a key; none where it was never looked up.
    public subscript(_ keyID: KeyID, of server: ServerName) -> VerifyKeyLookup? {
        get { keys[server]?[keyID] }
        set { keys[server, default: [:]][keyID] = newValue }
    }

    /// Adds the keys that `event` is signed with by those who have to.
    public mutating func add(
        keysOf event: EventDocument, from provider: any VerifyKeyProviding
    ) async {
        for required in event.requiredSignatures() {
            let entry = event.document.root["signatures"]?[required.server.description]
            for (name, _) in entry?.members ?? [] where !PolicyServer.isKeyName(name) {
                // Names that are no key ID are of no algorithm that is known.
                guard let keyID = try? KeyID(parsing: name), keyID.isEd25519,
                    self[keyID, of: required.server] == nil
                else { continue }
                self[keyID, of: required.server] = await provider.verifyKey(
                    keyID, of: required.server)
            }
        }
    }
}
