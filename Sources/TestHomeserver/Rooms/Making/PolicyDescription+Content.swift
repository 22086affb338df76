import FederationCore
import MatrixJSON

extension PolicyDescription {
    /// The content of the event.
    var content: JSONObject {
        [
            "via": .string(via.description),
            "public_keys": ["ed25519": .string(publicKey)],
        ]
    }
}
