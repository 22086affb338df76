public import FederationCore

/// Why a text is no key to trust.
public enum TrustedKeyError: Error, Hashable, CustomStringConvertible {
    /// The text has not three parts.
    case wrongPartCount(Int)
    /// The first part is no server name.
    case invalidServerName(ServerNameError)
    /// The second part is no key ID.
    case invalidKeyID(KeyIDError)
    /// The third part is no key.
    case invalidKey(VerifyKeyError)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .wrongPartCount(let count):
            "expected 'SERVER,ed25519:ID,BASE64', found \(count) \(count == 1 ? "part" : "parts")"
        case .invalidServerName(let error): error.description
        case .invalidKeyID(let error): error.description
        case .invalidKey(let error): error.description
        }
    }
}
