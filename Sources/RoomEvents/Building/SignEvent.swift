public import FederationCore
public import MatrixJSON

/// Signs an event, and brings it in canonical form with its hash and the signature.
///
/// Other signatures and `unsigned` stay; a former signature by the same key is replaced. The content
/// hash is computed, unless `keepsHash` says that the one that is there stays: a further server that
/// signs does not judge it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#adding-hashes-and-signatures-to-outgoing-events>
///
/// - Throws: ``EventSigningError`` where there is no event to sign.
public func signEvent(
    _ bytes: [UInt8], version: RoomVersion, as server: ServerName, with key: SigningKey,
    keepsHash: Bool = false
) throws(EventSigningError) -> [UInt8] {
    let document: JSONDocument
    do {
        document = try JSONDocument(parsing: bytes, numbers: version.rules.numbers)
    } catch {
        throw .notJSON(error)
    }
    guard case .object(let event) = document.root.value else { throw .notAnObject }
    return try signEvent(
        event, version: version, as: server, with: key, keepsHash: keepsHash
    ).canonicalBytes()
}

/// Signs an event that was built here.
///
/// - Throws: ``EventSigningError`` where its `hashes` or `signatures` is something else than an object.
public func signEvent(
    _ event: JSONObject, version: RoomVersion, as server: ServerName, with key: SigningKey,
    keepsHash: Bool = false
) throws(EventSigningError) -> JSONObject {
    var event = event
    if !keepsHash || event["hashes"]?["sha256"] == nil {
        event = try event.addingContentHash(version: version)
    }
    let source = try EventDocument(event, version: version)
    let signature = UnpaddedBase64.encode(key.sign(source.signedBytes))
    var signatures = try event.object("signatures", or: .malformedSignatures)
    var entry = try signatures.object(server.description, or: .malformedSignatures)
    entry[key.keyID.description] = .string(signature)
    signatures[server.description] = .object(entry)
    event["signatures"] = .object(signatures)
    return event
}

extension EventDocument {
    /// An event that was built here.
    init(_ event: JSONObject, version: RoomVersion) throws(EventSigningError) {
        do {
            let document = try JSONDocument(
                parsing: event.canonicalBytes(), numbers: .preserving)
            self.init(document, version: version)
        } catch {
            throw .notJSON(error)
        }
    }
}

extension JSONObject {
    /// The event with its content hash, and no other hash than that.
    func addingContentHash(version: RoomVersion) throws(EventSigningError) -> JSONObject {
        var event = self
        let source = try EventDocument(event, version: version)
        var hashes = try event.object("hashes", or: .malformedHashes)
        hashes["sha256"] = .string(UnpaddedBase64.encode(source.contentHash))
        event["hashes"] = .object(hashes)
        return event
    }

    /// A member that is an object, or missing.
    fileprivate func object(
        _ name: String, or error: EventSigningError
    ) throws(EventSigningError) -> JSONObject {
        guard let value = self[name] else { return JSONObject() }
        guard case .object(let object) = value else { throw error }
        return object
    }
}
