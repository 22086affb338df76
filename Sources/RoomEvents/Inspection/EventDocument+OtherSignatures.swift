import FederationCore
import MatrixJSON

extension EventDocument {
    /// Every entry below `signatures`, in the order of the event.
    var signatures: [ObjectSignature] {
        SignedJSON(document)?.signatures ?? []
    }

    /// What a signature that nobody requires comes to.
    func outcome(
        of signature: ObjectSignature, over signedBytes: [UInt8],
        keys provider: some VerifyKeyProviding
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
        return outcome(
            of: signature.text, by: await provider.verifyKey(keyID, of: server),
            over: signedBytes, at: document.root["origin_server_ts"]?.integer ?? 0)
    }
}
