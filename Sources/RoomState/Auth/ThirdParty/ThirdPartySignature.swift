import FederationCore
import MatrixJSON

/// The signatures of what a third party signed, and the keys that the room accepts for them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#third-party-invites>
struct ThirdPartySignature {
    /// How many pairs of a key and a signature are tried at most: every one costs a verification, and
    /// an event has room for thousands of each.
    static let mostAttempts = 1000

    private let signed: JSONElement
    private let signatures: [[UInt8]]
    private let keys: [VerifyKey]

    /// What came of it.
    enum Verdict {
        case valid
        case invalid(String)
    }

    init(of signed: JSONElement, keysOf content: JSONElement) {
        self.signed = signed
        var signatures: Set<[UInt8]> = []
        for (_, ofServer) in signed["signatures"]?.members ?? [] {
            for (keyID, signature) in ofServer.members where keyID.hasPrefix("ed25519:") {
                guard let bytes = Self.bytes(signature), bytes.count == 64 else { continue }
                signatures.insert(bytes)
            }
        }
        var keys: Set<[UInt8]> = []
        let single = content["public_key"].map { [$0] } ?? []
        let listed = content["public_keys"]?.elements.compactMap { $0["public_key"] } ?? []
        for key in single + listed {
            if let bytes = Self.bytes(key) { keys.insert(bytes) }
        }
        self.signatures = Array(signatures)
        // The identifier of a key is not compared: only its bytes verify.
        let keyID = try? KeyID(ed25519Version: "0")
        self.keys = keys.compactMap { bytes in
            keyID.flatMap { try? VerifyKey(keyID: $0, bytes: bytes) }
        }
    }

    /// Whether any signature is one of any key.
    var verdict: Verdict {
        guard !keys.isEmpty else {
            return .invalid("the m.room.third_party_invite has no usable public key")
        }
        guard !signatures.isEmpty else {
            return .invalid("content.third_party_invite.signed has no usable signature")
        }
        let pairs = keys.count * signatures.count
        guard pairs <= Self.mostAttempts else {
            return .invalid(
                "there are \(keys.count) public keys and \(signatures.count) signatures, "
                    + "expected at most \(Self.mostAttempts) pairs of them")
        }
        let message = signed.canonicalBytes(omitting: ["signatures", "unsigned"])
        for key in keys {
            for signature in signatures where key.isValid(signature, for: message) {
                return .valid
            }
        }
        return .invalid(
            "none of \(signatures.count) signatures is of any of \(keys.count) public keys of the "
                + "m.room.third_party_invite")
    }

    private static func bytes(_ element: JSONElement) -> [UInt8]? {
        // What is no base64 is no key and no signature, whatever the reason.
        element.string.flatMap { try? UnpaddedBase64.decode($0) }
    }
}
