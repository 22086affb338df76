public import MatrixJSON

/// A JSON object as it came, with what its signatures are over, computed once.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#checking-for-a-signature>
public struct SignedJSON: Sendable {
    /// The object as it came.
    public let document: JSONDocument
    /// The bytes that signatures are over: canonical JSON without `signatures` and `unsigned`.
    public let signedBytes: [UInt8]

    /// The members that no signature covers, at the top level only.
    static let uncovered = ["signatures", "unsigned"]

    /// Takes an object; nil where the document is something else.
    public init?(_ document: JSONDocument) {
        guard document.root.kind == .object else { return nil }
        self.document = document
        signedBytes = document.root.canonicalBytes(omitting: Self.uncovered)
    }

    /// Every signature that the object says to have, in its order.
    public var signatures: [ObjectSignature] {
        let entities = document.root["signatures"]?.members ?? []
        return entities.flatMap { entity in
            entity.value.members.map { signature in
                ObjectSignature(
                    entity: entity.name, name: signature.name, text: signature.value.string)
            }
        }
    }

    /// What the signature of `entity` by `key` comes to.
    public func verdict(entity: String, key: VerifyKey) -> SignatureVerdict {
        // Step 1: the entity has an entry in `signatures`.
        guard let signatures = document.root["signatures"] else { return .missing }
        guard signatures.kind == .object else { return .malformed }
        guard let entry = signatures[entity] else { return .missing }
        guard entry.kind == .object else { return .malformed }
        // Step 2: signatures of unknown algorithms do not count.
        let names = entry.members.map(\.name)
        guard !names.isEmpty else { return .missing }
        guard names.contains(where: { $0.utf8.starts(with: "ed25519:".utf8) }) else {
            return .noKnownAlgorithm(names)
        }
        // Step 3: one of them is by the key.
        guard let signature = entry[key.keyID.description] else {
            return .notByThisKey(signedBy: names)
        }
        // Step 4: the signature is decoded.
        guard let text = signature.string else { return .notText }
        let bytes: [UInt8]
        do {
            bytes = try UnpaddedBase64.decode(text)
        } catch {
            return .notBase64(error)
        }
        guard bytes.count == SigningKey.signatureByteCount else { return .wrongLength(bytes.count) }
        // Steps 5 and 6 were done once, for all signatures. Step 7: it is verified.
        return key.isValid(bytes, for: signedBytes) ? .valid : .invalid
    }

    /// The object as one that `entity` signed with one of `keys` at least.
    ///
    /// Signatures by other keys are passed over; of those by `keys`, every one must verify.
    ///
    /// - Throws: ``ObjectVerificationError`` with the signature that is wrong or missing.
    public func verified(
        entity: String, keys: [VerifyKey]
    ) throws(ObjectVerificationError) -> Verified<JSONDocument> {
        var signers: [Signer] = []
        var absence = SignatureVerdict.missing
        for key in keys {
            let verdict = verdict(entity: entity, key: key)
            if verdict.isValid {
                signers.append(Signer(entity: entity, keyID: key.keyID))
            } else if verdict.isPresent {
                throw .badSignature(Signer(entity: entity, keyID: key.keyID), verdict)
            } else {
                absence = verdict
            }
        }
        guard !signers.isEmpty else { throw .notSigned(entity: entity, absence) }
        return Verified(document, signedBy: signers)
    }
}
