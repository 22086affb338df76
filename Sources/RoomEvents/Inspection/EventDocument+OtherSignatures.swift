import FederationCore
import MatrixJSON

extension EventDocument {
    /// Every entry below `signatures`, in the order of the event.
    var signatures: [ObjectSignature] {
        SignedJSON(document)?.signatures ?? []
    }

    /// What a signature that nobody requires comes to.
    func outcome(
        of signature: ObjectSignature, keys provider: some VerifyKeyProviding
    ) async -> EventSignature.Outcome {
        if PolicyServer.isKeyName(signature.name) { return .skipped(.policyServer) }
        guard let keyID = signature.keyID, keyID.isEd25519 else {
            return .skipped(.unknownAlgorithm)
        }
        let server: ServerName
        do {
            server = try ServerName(parsing: signature.entity)
        } catch {
            return .skipped(.unknownKey(reason: "\(error)"))
        }
        switch await provider.verifyKey(keyID, of: server) {
        case .unknown(let reason): return .skipped(.unknownKey(reason: reason))
        case .found(let key, _):
            guard let text = signature.text else { return .wrong(.notText) }
            do {
                let bytes = try UnpaddedBase64.decode(text)
                guard bytes.count == SigningKey.signatureByteCount else {
                    return .wrong(.wrongLength(bytes.count))
                }
                return key.isValid(bytes, for: signedBytes) ? .valid : .wrong(.invalid)
            } catch {
                return .wrong(.notBase64(error))
            }
        }
    }
}
