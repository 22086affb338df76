import FederationCore
import MatrixJSON
import RoomEvents

/// Checks the signature of a server that need not have signed for the event to be valid.
struct SignatureCheck {
    let keys: any VerifyKeyProviding

    /// Why `server` has not signed the event; none where it has.
    func problem(of event: Event, signedBy server: ServerName) async -> String? {
        let entry = event.document.root["signatures"]?[server.description]
        let names = entry?.members.map(\.name) ?? []
        guard !names.isEmpty else { return "there is no signature of \(server)" }
        let redacted = event.source.redactedBytes
        var problems: [String] = []
        for name in names {
            // A name that is no key ID is of an algorithm that nobody knows: it is passed over.
            guard let keyID = try? KeyID(parsing: name), keyID.isEd25519 else { continue }
            switch await keys.verifyKey(keyID, of: server) {
            case .unknown(let reason): problems.append(reason)
            case .found(let key, _):
                let verdict = verifyObject(
                    redacted, entity: server.description, key: key, numbers: .preserving)
                if verdict.isValid { return nil }
                problems.append("\(keyID): \(verdict)")
            }
        }
        return problems.isEmpty
            ? "there is no ed25519 signature of \(server)" : problems.joined(separator: "; ")
    }
}
