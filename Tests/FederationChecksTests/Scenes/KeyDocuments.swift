import FederationCore
import FoundationEssentials
import MatrixJSON

/// Key documents of `example.org`, good and bad.
enum KeyDocuments {
    static let keyID = "ed25519:a_RXGa"
    private static let seed = [UInt8](1...32)

    /// In five days.
    static var validUntil: Int64 {
        Int64(Scene.now.timeIntervalSince1970 * 1000) + 5 * 86_400_000
    }

    static func key(_ id: String = keyID) -> SigningKey {
        do {
            return try SigningKey(
                keyID: KeyID(parsing: id), seed: SigningSeed(bytes: seed))
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The seed, as it stands in a key file.
    static var secret: String { UnpaddedBase64.encode(seed) }

    /// A document with everything that belongs in it, after `change`, signed.
    static func good(_ change: (inout JSONObject) -> Void = { _ in }) -> String {
        var object: JSONObject = [
            "server_name": "example.org",
            "verify_keys": .object([keyID: ["key": .string(key().publicKey.base64)]]),
            "old_verify_keys": [:],
            "valid_until_ts": .integer(validUntil),
        ]
        change(&object)
        do {
            let signed = try signObject(
                object.canonicalBytes(), as: "example.org", with: key())
            return String(decoding: signed, as: UTF8.self)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// A good document in which `text` was replaced after it was signed.
    static func tampered(_ text: String, with other: String) -> String {
        let parts = good().split(separator: text, omittingEmptySubsequences: false)
        precondition(parts.count > 1, "'\(text)' is not in the document")
        return parts.joined(separator: other)
    }
}
