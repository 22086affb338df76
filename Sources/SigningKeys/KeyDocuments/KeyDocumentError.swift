public import FederationCore

/// Why a key document is not made: peers would refuse it.
public enum KeyDocumentError: Error, Hashable, CustomStringConvertible {
    /// There is no key to list.
    case noKeys
    /// The same key ID twice.
    case repeatedKeyID(KeyID)
    /// A key that is to sign is not listed.
    case unlistedSigner(KeyID)
    /// A key that is to sign is listed with other bytes.
    case otherKeyListed(KeyID)
    /// No key signs.
    case noSigner
    /// A time that JSON of Matrix cannot hold.
    case timeOutOfRange(Int64)
    /// The object could not be signed; the reason in words.
    case unsignable(String)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .noKeys: "a key document needs at least one key"
        case .repeatedKeyID(let keyID): "the key ID \(keyID) stands in the key document twice"
        case .unlistedSigner(let keyID):
            "the key \(keyID) signs the key document and is not listed in it"
        case .otherKeyListed(let keyID):
            "the key \(keyID) is listed in the key document with another public key"
        case .noSigner: "a key document needs at least one signature"
        case .timeOutOfRange(let time):
            "the time \(time) is not between 0 and 9007199254740991 milliseconds"
        case .unsignable(let reason): "the key document cannot be signed: \(reason)"
        }
    }
}
