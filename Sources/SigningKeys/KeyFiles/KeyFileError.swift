public import FederationCore

/// Why a key file cannot be read or written.
///
/// No case holds anything that could be a part of a secret: words of the file are shown only where
/// they are too short to be a seed.
public struct KeyFileError: Error, Hashable, CustomStringConvertible {
    /// The file, as it was named by the caller.
    public let path: String
    /// The line, where the mistake is on one.
    public let line: Int?
    /// What is wrong.
    public let reason: Reason

    /// An error about `path`.
    public init(path: String, line: Int? = nil, reason: Reason) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    /// The mistakes that are recognised.
    public enum Reason: Sendable, Hashable {
        /// The system does not give the file; its own words.
        case unreadable(String)
        /// The system does not take the file; its own words.
        case unwritable(String)
        /// A file of that name is there, and no key file is ever written over.
        case exists
        /// The file has no bytes, or nothing but blank lines and comments.
        case empty
        /// The file is larger than any key file.
        case tooLarge(limit: Int)
        /// The bytes are in none of the formats; what they look like.
        case unknownFormat(found: String)
        /// The line has not three words.
        case wrongWordCount(Int)
        /// The first word of the line is not `ed25519`.
        case wrongAlgorithm(String)
        /// The key ID has other characters than peers take.
        case invalidKeyID(String)
        /// The seed is not the base64 of 32 bytes.
        case invalidSeed(found: String)
        /// The same key ID twice.
        case repeatedKeyID(KeyID)
        /// A PEM block begins and never ends.
        case unendedBlock(label: String)
        /// The PEM block has no header `Key-ID`.
        case noKeyIDHeader
        /// The private key is locked by a password.
        case encrypted
        /// The file holds a public key or a certificate, and no private key.
        case publicOnly(label: String)
        /// The private key is of another algorithm; its object identifier.
        case otherAlgorithm(oid: String)
        /// The DER is damaged; where and how.
        case damagedDER(offset: Int, expected: String)
        /// The public key in the file does not belong to the private key in it.
        case publicKeyMismatch
        /// The file holds no key with the ID that was asked for; those that it holds.
        case noSuchKey(KeyID, found: [KeyID])
        /// Several keys for a format that holds one.
        case severalKeys(Int, format: KeyFileFormat)
        /// The crypto library does not take the seed; its own words.
        case unusableSeed(String)
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        let place = line.map { "\(path):\($0)" } ?? path
        return "\(place): \(reason.words)"
    }

    /// What the reader can do about it, where that is known.
    public var hint: String? {
        switch reason {
        case .encrypted: "openssl pkey -in \(path) -out \(path).plain, then use that file"
        case .exists: "choose another name, or move the file away: a lost key cannot be made again"
        case .severalKeys: "choose one with --key-id"
        case .noSuchKey(_, let found) where !found.isEmpty:
            "choose one of \(found.map(\.description).joined(separator: ", "))"
        default: nil
        }
    }
}

extension KeyFileError.Reason {
    /// The reason in words, as it follows the place.
    fileprivate var words: String {
        switch self {
        case .unreadable(let words): "cannot be read: \(words)"
        case .unwritable(let words): "cannot be written: \(words)"
        case .exists: "the file exists"
        case .empty: "expected a signing key, found nothing"
        case .tooLarge(let limit): "expected a key file of at most \(limit) bytes, found more"
        case .unknownFormat(let found):
            "expected a signing key (Synapse, Dendrite, PKCS#8 or a seed of 32 bytes), "
                + "found \(found)"
        case .wrongWordCount(let count):
            "expected 'ed25519 VERSION SEED', found \(count) \(count == 1 ? "word" : "words")"
        case .wrongAlgorithm(let word): "expected the algorithm 'ed25519', found \(word)"
        case .invalidKeyID(let word):
            "expected a key ID 'ed25519:VERSION' with a version of letters, digits and '_', "
                + "found \(word)"
        case .invalidSeed(let found): "expected a seed of 32 bytes in base64, found \(found)"
        case .repeatedKeyID(let keyID): "the key ID \(keyID) stands in the file twice"
        case .unendedBlock(let label):
            "expected '-----END \(label)-----', found the end of the file"
        case .noKeyIDHeader: "expected the header 'Key-ID: ed25519:VERSION', found none"
        case .encrypted: "expected a private key, found one that is locked by a password"
        case .publicOnly(let label): "expected a private key, found a block '\(label)'"
        case .otherAlgorithm(let oid):
            "expected an Ed25519 key (1.3.101.112), found the algorithm \(oid)"
        case .damagedDER(let offset, let expected):
            "expected \(expected) at byte \(offset) of the DER, found something else"
        case .publicKeyMismatch: "the public key in the file does not belong to its private key"
        case .noSuchKey(let keyID, let found):
            "expected the key \(keyID), found "
                + (found.isEmpty ? "none" : found.map(\.description).joined(separator: ", "))
        case .severalKeys(let count, let format):
            "the format '\(format.rawValue)' holds one key, and there are \(count)"
        case .unusableSeed(let words): "the seed cannot be used: \(words)"
        }
    }
}
