import FederationCore
import MatrixJSON

/// The keys that a user signs their own devices with, as other servers may see them.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#cross-signing>
struct CrossSigningKeys: Sendable {
    /// The master key.
    let masterKey: JSONObject
    /// The self-signing key, signed by the master key.
    let selfSigningKey: JSONObject
    private let selfSigner: UserSigningKey

    /// The keys that `seed` makes for a user.
    init(of userID: UserID, seed: SigningSeed) throws(UserContentError) {
        let master = try UserSigningKey(of: userID, purpose: "master", seed: seed)
        selfSigner = try UserSigningKey(of: userID, purpose: "self_signing", seed: seed)
        masterKey = Self.object(of: master, usage: "master")
        selfSigningKey = master.signing(Self.object(of: selfSigner, usage: "self_signing"))
    }

    /// The keys of a device with the signature of the self-signing key added.
    func signing(_ deviceKeys: JSONObject) -> JSONObject {
        selfSigner.signing(deviceKeys)
    }

    private static func object(of key: UserSigningKey, usage: String) -> JSONObject {
        [
            "keys": [key.keyID: .string(key.publicKey)], "usage": [.string(usage)],
            "user_id": .string(key.userID.description),
        ]
    }
}
