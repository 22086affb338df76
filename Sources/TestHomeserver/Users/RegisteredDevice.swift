import FederationCore
import MatrixJSON

/// A device of a user.
struct RegisteredDevice: Sendable {
    /// The identifier.
    let id: String
    /// What its owner calls it.
    var displayName: String?
    /// Its identity keys, signed.
    var keys: JSONObject
    /// Its one-time keys.
    var oneTimeKeys: OneTimeKeys

    private static let algorithms: JSONValue = [
        "m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2",
    ]

    /// The device that a file describes, with keys that `seed` makes where the file gives none.
    init(
        _ description: DeviceDescription, of userID: UserID, crossSigning: CrossSigningKeys?,
        seed: SigningSeed
    ) throws(UserContentError) {
        id = description.id
        displayName = description.displayName
        var maker: OneTimeKeys.Maker?
        if let given = description.keys {
            keys = given
            for (member, value) in [("user_id", userID.description), ("device_id", id)]
            where given[member] != .string(value) {
                throw .foreignKeys(userID, device: id, member: member)
            }
        } else {
            let signer = try UserSigningKey(of: userID, named: id, purpose: "device", seed: seed)
            keys = Self.keys(signer, seed: seed)
            maker = OneTimeKeys.Maker(signer: signer, seed: seed)
        }
        if let crossSigning { keys = crossSigning.signing(keys) }
        oneTimeKeys = OneTimeKeys(description, maker: maker)
    }

    /// Whether it has that identifier, byte by byte.
    func isNamed(_ name: String) -> Bool {
        id.utf8.elementsEqual(name.utf8)
    }

    /// The identity keys of a device that the server makes.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#device-keys>
    private static func keys(_ signer: UserSigningKey, seed: SigningSeed) -> JSONObject {
        let words = ["identity key", signer.userID.description, signer.name]
        let curve = UnpaddedBase64.encode(curve25519PublicKey(of: seed.derived(for: words)))
        return signer.signing([
            "algorithms": algorithms, "device_id": .string(signer.name),
            "keys": [
                "curve25519:\(signer.name)": .string(curve),
                signer.keyID: .string(signer.publicKey),
            ],
            "user_id": .string(signer.userID.description),
        ])
    }
}
