import FederationCore
import FoundationEssentials
import MatrixJSON
import TestSupport

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

    /// A document of another server, after `change`, signed with a key of its own.
    static func good(
        of server: String, _ key: SigningKey, _ change: (inout JSONObject) -> Void = { _ in }
    ) -> String {
        var object: JSONObject = [
            "server_name": .string(server),
            "verify_keys": .object([
                key.keyID.description: ["key": .string(key.publicKey.base64)]
            ]),
            "old_verify_keys": [:], "valid_until_ts": .integer(validUntil),
        ]
        change(&object)
        return signed(String(decoding: object.canonicalBytes(), as: UTF8.self), as: server, key)
    }

    /// `document` with one more signature.
    static func signed(_ document: String, as server: String, _ key: SigningKey) -> String {
        do {
            return String(
                decoding: try signObject(Array(document.utf8), as: server, with: key),
                as: UTF8.self)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The key of a seed that is all one byte.
    static func key(_ id: String, of byte: UInt8) -> SigningKey {
        do {
            return try SigningKey(
                keyID: KeyID(parsing: id),
                seed: SigningSeed(bytes: [UInt8](repeating: byte, count: 32)))
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// What a notary answers.
    static func list(_ documents: String...) -> CannedHTTP.Answer {
        .json("{\"server_keys\":[\(documents.joined(separator: ","))]}")
    }

    /// A good document in which `text` was replaced after it was signed.
    static func tampered(_ text: String, with other: String) -> String {
        let parts = good().split(separator: text, omittingEmptySubsequences: false)
        precondition(parts.count > 1, "'\(text)' is not in the document")
        return parts.joined(separator: other)
    }
}
