import FederationCore
import MatrixJSON

/// The signatures of a user under an object of keys.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#checking-for-a-signature>
struct UserSignatures {
    private let signatures: JSONElement?
    private let message: [UInt8]

    /// The signatures of `userID` under `object`.
    init(_ object: JSONElement, of userID: UserID) {
        signatures = object["signatures"]?[userID.description]
        message = object.canonicalBytes(omitting: ["signatures", "unsigned"])
    }

    /// Whether one of the Ed25519 keys in `keys` of `owner` has signed, and none of them wrongly.
    func areGood(by owner: JSONElement) -> Bool {
        var signerCount = 0
        for (name, key) in owner["keys"]?.members ?? []
        where name.utf8.starts(with: "ed25519:".utf8) {
            guard let text = signatures?[name]?.string else { continue }
            // What is no key or no base64 signs nothing.
            guard let keyID = try? KeyID(ed25519Version: "user"),
                let key = try? VerifyKey(keyID: keyID, base64: key.string ?? ""),
                let signature = try? UnpaddedBase64.decode(text),
                key.isValid(signature, for: message)
            else { return false }
            signerCount += 1
        }
        return signerCount > 0
    }
}
