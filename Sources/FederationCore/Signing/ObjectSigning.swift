public import MatrixJSON

/// Signs a JSON object as `entity`, and brings canonical JSON with the signature added.
///
/// Other signatures and `unsigned` stay; a former signature by the same key is replaced.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#signing-details>
///
/// - Throws: ``ObjectSigningError`` where there is no object to sign.
public func signObject(
    _ json: [UInt8], as entity: String, with key: SigningKey,
    numbers: NumberReading = .normalizing
) throws(ObjectSigningError) -> [UInt8] {
    let document: JSONDocument
    do {
        document = try JSONDocument(parsing: json, numbers: numbers)
    } catch {
        throw .notJSON(error)
    }
    guard case .object(let object) = document.root.value else { throw .notAnObject }
    // Steps 1 to 4.
    let signedBytes = document.root.canonicalBytes(omitting: SignedJSON.uncovered)
    let signature = UnpaddedBase64.encode(key.sign(signedBytes))
    // Step 5.
    return try object.adding(signature, by: key.keyID, as: entity).canonicalBytes()
}

/// Signs a JSON object that was built here.
///
/// - Throws: ``ObjectSigningError`` where its `signatures` is something else than an object of objects.
public func signObject(
    _ object: JSONObject, as entity: String, with key: SigningKey
) throws(ObjectSigningError) -> JSONObject {
    var covered = object
    for member in SignedJSON.uncovered { covered[member] = nil }
    let signature = UnpaddedBase64.encode(key.sign(covered.canonicalBytes()))
    return try object.adding(signature, by: key.keyID, as: entity)
}

/// Checks the signature of `entity` by `key`, over the bytes of `json` as they came.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#checking-for-a-signature>
public func verifyObject(
    _ json: [UInt8], entity: String, key: VerifyKey, numbers: NumberReading = .normalizing
) -> SignatureVerdict {
    do {
        return verifyObject(
            try JSONDocument(parsing: json, numbers: numbers), entity: entity, key: key)
    } catch {
        return .notJSON(error)
    }
}

/// Checks the signature of `entity` by `key`; for several, ``SignedJSON`` computes the bytes once.
public func verifyObject(
    _ document: JSONDocument, entity: String, key: VerifyKey
) -> SignatureVerdict {
    guard let signed = SignedJSON(document) else { return .notAnObject }
    return signed.verdict(entity: entity, key: key)
}

extension JSONObject {
    fileprivate func adding(
        _ signature: String, by keyID: KeyID, as entity: String
    ) throws(ObjectSigningError) -> JSONObject {
        var signatures = JSONObject()
        if let value = self["signatures"] {
            guard case .object(let object) = value else { throw .malformedSignatures }
            signatures = object
        }
        var entry = JSONObject()
        if let value = signatures[entity] {
            guard case .object(let object) = value else { throw .malformedSignatures }
            entry = object
        }
        entry[keyID.description] = .string(signature)
        signatures[entity] = .object(entry)
        var signed = self
        signed["signatures"] = .object(signatures)
        return signed
    }
}
