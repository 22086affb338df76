import FederationCore
import MatrixJSON

/// A key document on its way out, which faults change before it is signed again.
struct KeyDraft {
    /// The document, without signatures.
    var document: JSONObject
    /// Who signs it.
    var entity: String
    /// What it is signed with; none leaves it unsigned.
    var signer: SigningKey?
    /// Whether keys and signatures are padded.
    var isPadded = false
    /// The key of the server.
    let own: SigningKey
    /// A key that the server never had.
    let spare: SigningKey
    /// The time, in milliseconds since the Unix epoch.
    let now: Int64

    /// The body of an answer as a draft; nil where it is no JSON object.
    init?(_ body: [UInt8], of server: VirtualServer, spare: SigningKey, now: Int64) {
        // What is no JSON can be struck no more.
        guard case .object(var document)? = try? JSONValue(parsing: body) else { return nil }
        document["signatures"] = nil
        self.document = document
        entity = server.name.description
        signer = server.signingKey
        own = server.signingKey
        self.spare = spare
        self.now = now
    }

    /// Has the document list `keys` and no others as current ones.
    mutating func publish(_ keys: [SigningKey]) {
        document["verify_keys"] = .object(
            JSONObject(
                keys.map { ($0.keyID.description, ["key": .string($0.publicKey.base64)]) }))
    }

    /// Has the document list the server's own key as an old one, since `seconds`.
    mutating func retire(seconds: Int64) {
        var old = JSONObject()
        if case .object(let listed)? = document["old_verify_keys"] { old = listed }
        old[own.keyID.description] = [
            "expired_ts": .integer(now - seconds * 1_000), "key": .string(own.publicKey.base64),
        ]
        document["old_verify_keys"] = .object(old)
    }

    /// The document as it goes out.
    func bytes() throws -> [UInt8] {
        guard let signer else { return document.canonicalBytes() }
        var document = document
        if isPadded {
            for name in ["verify_keys", "old_verify_keys"] {
                document[name] = document[name].map { Self.padding("key", in: $0) }
            }
        }
        document = try signObject(document, as: entity, with: signer)
        if isPadded, case .object(let signatures)? = document["signatures"] {
            document["signatures"] = .object(
                JSONObject(
                    signatures.members.map {
                        ($0.name, Self.padding(signer.keyID.description, of: $0.value))
                    }))
        }
        return document.canonicalBytes()
    }

    private static func padding(_ member: String, in keys: JSONValue) -> JSONValue {
        guard case .object(let keys) = keys else { return keys }
        return .object(JSONObject(keys.members.map { ($0.name, padding(member, of: $0.value)) }))
    }

    private static func padding(_ member: String, of value: JSONValue) -> JSONValue {
        guard case .object(var object) = value, case .string(let text)? = object[member] else {
            return value
        }
        let missing = (4 - text.utf8.count % 4) % 4
        object[member] = .string(text + String(repeating: "=", count: missing))
        return .object(object)
    }
}
