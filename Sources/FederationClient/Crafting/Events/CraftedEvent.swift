import FederationCore
import MatrixJSON
import RoomEvents

/// An event that is made by hand: each step of making it right can be left out, or done wrong.
struct CraftedEvent {
    let version: RoomVersion
    var object: JSONObject

    /// What `prev_events` or `auth_events` has.
    subscript(references name: String) -> [JSONValue] {
        get {
            guard case .array(let list)? = object[name] else { return [] }
            return list
        }
        set { object[name] = .array(newValue) }
    }

    /// Computes the content hash again.
    mutating func hash() {
        object["hashes"] = nil
        guard let document else { return }
        object["hashes"] = [
            "sha256": .string(
                UnpaddedBase64.encode(EventDocument(document, version: version).contentHash))
        ]
    }

    /// Signs it, as it is, in place of all other signatures.
    mutating func sign(as server: String, with key: SigningKey) {
        object["signatures"] = [:]
        guard let document else { return }
        let signature = UnpaddedBase64.encode(
            key.sign(EventDocument(document, version: version).signedBytes))
        sign(as: server, keyID: key.keyID, signature: signature)
    }

    /// Puts a signature where it belongs, in place of all others.
    mutating func sign(as server: String, keyID: KeyID, signature: String) {
        object["signatures"] = [server: ["\(keyID)": .string(signature)]]
    }

    /// The bytes, and the ID that a receiver gives them.
    var pdu: TransactionPDU {
        TransactionPDU(object.canonicalBytes(), version: version)
    }

    /// The bytes with something else in them, under the ID of the event.
    func pdu(replacing text: String, with bytes: [UInt8]) -> TransactionPDU {
        let pdu = pdu
        return TransactionPDU(pdu.bytes.replacing(text, with: bytes), eventID: pdu.eventID)
    }

    private var document: JSONDocument? {
        // What was written here is JSON, whatever event it is.
        try? JSONDocument(parsing: object.canonicalBytes(), numbers: .preserving)
    }
}

extension [UInt8] {
    /// The bytes with `replacement` in place of the first `text`.
    func replacing(_ text: String, with replacement: [UInt8]) -> [UInt8] {
        let text = Array(text.utf8)
        let starts = indices.prefix(Swift.max(0, count - text.count + 1))
        guard let start = starts.first(where: { self[$0...].starts(with: text) }) else {
            return self
        }
        return Array(self[..<start]) + replacement + Array(self[(start + text.count)...])
    }
}
