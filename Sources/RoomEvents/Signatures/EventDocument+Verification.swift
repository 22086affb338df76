public import FederationCore
import MatrixJSON

extension EventDocument {
    /// Checks the content hash and every signature that is required, with keys that were looked up
    /// beforehand.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
    public func verdict(
        keys: EventKeyTable, policyServer: PolicyServer? = nil
    ) -> EventVerdict {
        verdict(
            of: requiredSignatures(policyServer: policyServer), keys: keys,
            policyServer: policyServer)
    }

    /// Checks the content hash and the signatures of those who have to have signed.
    func verdict(
        of required: [RequiredSignature], keys: EventKeyTable, policyServer: PolicyServer?
    ) -> EventVerdict {
        let signedBytes = signedBytes
        let originServerTS = document.root["origin_server_ts"]?.integer ?? 0
        let verdicts = required.map { required in
            let entity = required.server.description
            let signatures = document.root["signatures"]?[entity]?.members ?? []
            return RequiredSignatureVerdict(
                required,
                signatures: signatures.map { name, value in
                    EventSignature(
                        entity: entity, name: name,
                        outcome: outcome(
                            of: value, named: name, required, keys: keys,
                            policyServer: policyServer, signedBytes: signedBytes,
                            at: originServerTS))
                })
        }
        return EventVerdict(contentHash: contentHashVerdict, required: verdicts)
    }

    /// Checks the content hash and every signature that is required, asking for the keys.
    public func verdict(
        keys provider: any VerifyKeyProviding, policyServer: PolicyServer? = nil
    ) async -> EventVerdict {
        let keys = await EventKeyTable(for: [self], from: provider)
        return verdict(keys: keys, policyServer: policyServer)
    }

    private func outcome(
        of signature: JSONElement, named name: String, _ required: RequiredSignature,
        keys: EventKeyTable,
        policyServer: PolicyServer?, signedBytes: [UInt8], at originServerTS: Int64
    ) -> EventSignature.Outcome {
        if required.reason == .policyServer {
            guard PolicyServer.isKeyName(name), let policyServer else {
                return .skipped(.unknownKey(reason: "it is not by the policy server's key"))
            }
            return check(signature.string, by: policyServer.key, over: signedBytes)
        }
        if PolicyServer.isKeyName(name) { return .skipped(.policyServer) }
        // A name that is no key ID is of an algorithm that nobody knows: both are passed over.
        guard let keyID = try? KeyID(parsing: name), keyID.isEd25519 else {
            return .skipped(.unknownAlgorithm)
        }
        let unknown = VerifyKeyLookup.unknown(
            reason: "the key \(keyID) of \(required.server) is not known")
        return outcome(
            of: signature.string, by: keys[keyID, of: required.server] ?? unknown,
            over: signedBytes, at: originServerTS)
    }

    /// What a signature comes to, whose text is missing where it is no string.
    func outcome(
        of text: String?, by lookup: VerifyKeyLookup, over signedBytes: [UInt8],
        at originServerTS: Int64
    ) -> EventSignature.Outcome {
        switch lookup {
        case .found(let key, let validity):
            if let until = version.rules.end(of: validity), until < originServerTS {
                return .skipped(.keyNotValid(until: until, originServerTS: originServerTS))
            }
            return check(text, by: key, over: signedBytes)
        case .unknown(let reason): return .skipped(.unknownKey(reason: reason))
        }
    }

    private func check(
        _ text: String?, by key: VerifyKey, over signedBytes: [UInt8]
    ) -> EventSignature.Outcome {
        guard let text else { return .wrong(.notText) }
        let bytes: [UInt8]
        do {
            bytes = try UnpaddedBase64.decode(text)
        } catch {
            return .wrong(.notBase64(error))
        }
        guard bytes.count == SigningKey.signatureByteCount else {
            return .wrong(.wrongLength(bytes.count))
        }
        return key.isValid(bytes, for: signedBytes) ? .valid : .wrong(.invalid)
    }
}

extension RoomVersionRules {
    /// Up to when a key is good for events; none where that is not looked at.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v5/#signing-key-validity-period>
    func end(of validity: KeyValidity) -> Int64? {
        switch validity {
        case .unlimited: nil
        case .current(let until): enforcesKeyValidity ? until : nil
        case .old(let expiredAt): expiredAt
        }
    }
}
