import FederationCore
import MatrixJSON

/// An Ed25519 key of a user or of one of their devices.
///
/// Its name is the device's identifier, or the public key itself: other characters than a server's
/// key ID may have.
struct UserSigningKey: Sendable {
    /// Whose key it is.
    let userID: UserID
    /// What stands behind `ed25519:`; the public key where none is given.
    let name: String
    private let key: SigningKey

    /// The key that `seed` makes for `purpose`.
    init(
        of userID: UserID, named name: String? = nil, purpose: String, seed: SigningSeed
    ) throws(UserContentError) {
        self.userID = userID
        let words = ["user key", userID.description, purpose, name ?? ""]
        do {
            let keyID = try KeyID(ed25519Version: "user")
            key = try SigningKey(keyID: keyID, seed: seed.derived(for: words))
        } catch {
            throw .unsignable(userID.description, reason: "\(error)")
        }
        self.name = name ?? key.publicKey.base64
    }

    /// The identifier that signatures are filed under.
    var keyID: String { "\(KeyID.ed25519):\(name)" }

    /// The public half, in unpadded base64.
    var publicKey: String { key.publicKey.base64 }

    /// The object with the signature added.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/appendices/#signing-details>
    func signing(_ object: JSONObject) -> JSONObject {
        var covered = object
        covered["signatures"] = nil
        covered["unsigned"] = nil
        let signature = UnpaddedBase64.encode(key.sign(covered.canonicalBytes()))
        var signatures = object.object("signatures")
        var own = signatures.object(userID.description)
        own[keyID] = .string(signature)
        signatures[userID.description] = .object(own)
        var signed = object
        signed["signatures"] = .object(signatures)
        return signed
    }
}

extension JSONObject {
    /// A member that is an object; an empty one in place of anything else.
    fileprivate func object(_ name: String) -> JSONObject {
        guard case .object(let object) = self[name] else { return JSONObject() }
        return object
    }
}
