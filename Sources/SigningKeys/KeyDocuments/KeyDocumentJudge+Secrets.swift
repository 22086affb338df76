import FederationCore
import Findings

extension KeyDocumentJudge {
    /// Finds entries whose bytes are the seed of a key that is published too: whoever took a line of
    /// the key file for the public key has published the secret.
    mutating func markSecrets() {
        let published = Set((current + old.map(\.key)).compactMap(\.bytes))
        for index in current.indices {
            current[index].isSecret = Self.isSeed(current[index].bytes, ofOneOf: published)
        }
        for index in old.indices {
            old[index].key.isSecret = Self.isSeed(old[index].key.bytes, ofOneOf: published)
        }
    }

    /// F38: a secret in place of a public key.
    mutating func judgeSecrets() {
        for key in current + old.map(\.key) where key.isSecret {
            findings.add(
                .secret, .fail,
                "what is published as \(Self.shown(key.name)) is the secret of a key that is "
                    + "published too")
        }
        if findings.has(.secret) { return }
        if current.isEmpty && old.isEmpty {
            findings.add(.secret, .skip, "the document lists no key")
        } else {
            findings.add(.secret, .pass, "no published value is the secret of another")
        }
    }

    private static func isSeed(_ bytes: [UInt8]?, ofOneOf published: Set<[UInt8]>) -> Bool {
        // Anything but 32 bytes is no seed.
        guard let bytes, let seed = try? SigningSeed(bytes: bytes),
            let key = try? SigningKey(keyID: .provisional, seed: seed)
        else { return false }
        return published.contains(key.publicKey.bytes)
    }
}
