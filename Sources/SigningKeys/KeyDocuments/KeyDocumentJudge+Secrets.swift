import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// Finds entries whose bytes are a seed.
    ///
    /// The seed is one that the caller has, or the key of the seed is published too, or it made the
    /// signature that is filed under the entry: whoever took a line of the key file for the public key
    /// has published the secret.
    mutating func markSecrets(of document: JSONDocument) {
        let published = Set((current + old.map(\.key)).compactMap(\.bytes))
        let message = Self.signedBytes(of: document)
        let texts = ownSignatureTexts(in: document.root)
        for index in current.indices {
            guard let key = Self.key(ofSeed: current[index].bytes) else { continue }
            current[index].isSecret =
                ownSeeds.contains(key.seed) || published.contains(key.publicKey.bytes)
                || Self.made(
                    texts[Array(current[index].name.utf8)], with: key.publicKey, over: message)
        }
        for index in old.indices {
            guard let key = Self.key(ofSeed: old[index].key.bytes) else { continue }
            old[index].key.isSecret =
                ownSeeds.contains(key.seed) || published.contains(key.publicKey.bytes)
        }
    }

    /// F38: a secret in place of a public key.
    mutating func judgeSecrets() {
        for key in current + old.map(\.key) where key.isSecret {
            findings.add(
                .secret, .fail,
                "what is published as \(Self.shown(key.name)) is the secret half of a key")
        }
        if findings.has(.secret) { return }
        if current.isEmpty && old.isEmpty {
            findings.add(.secret, .skip, "the document lists no key")
        } else {
            findings.add(.secret, .pass, "no published value is the secret half of a key")
        }
    }

    private static func key(ofSeed bytes: [UInt8]?) -> SigningKey? {
        // Anything but 32 bytes is no seed, and nothing else can go wrong.
        guard let bytes, let seed = try? SigningSeed(bytes: bytes) else { return nil }
        return try? SigningKey(keyID: .provisional, seed: seed)
    }

    private static func made(
        _ text: String?, with key: VerifyKey, over message: [UInt8]?
    ) -> Bool {
        guard let message, let signature = text.flatMap({ SentBase64($0).bytes }) else {
            return false
        }
        return key.isValid(signature, for: message)
    }
}
