import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// Finds entries whose bytes are a seed.
    ///
    /// The seed is one that the caller has, or the key of the seed is published too, or it made the
    /// signature that is filed under the entry: whoever took a line of the key file for the public key
    /// has published the secret.
    mutating func markSecrets() {
        let published = Set((current + old.map(\.key)).compactMap(\.bytes))
        // An only key that made its own signature is a public one.
        let mayBeAnother = !ownSeeds.isEmpty || published.count > 1
        for index in current.indices where mayBeAnother || signatures[index] != .good {
            guard let key = Self.key(ofSeed: current[index].bytes) else { continue }
            current[index].isSecret =
                isKnown(key, among: published)
                || made(signatureBytes[index], with: key.publicKey)
        }
        for index in old.indices where mayBeAnother {
            guard let key = Self.key(ofSeed: old[index].key.bytes) else { continue }
            old[index].key.isSecret = isKnown(key, among: published)
        }
    }

    private func isKnown(_ key: SigningKey, among published: Set<[UInt8]>) -> Bool {
        ownSeeds.contains(key.seed) || published.contains(key.publicKey.bytes)
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

    private func made(_ signature: [UInt8]?, with key: VerifyKey) -> Bool {
        guard let message, let signature else { return false }
        return key.isValid(signature, for: message)
    }
}
