/// Why a text is no key ID.
public enum KeyIDError: Error, Hashable, CustomStringConvertible {
    /// No colon between algorithm and version.
    case noColon(String)
    /// Nothing before the colon.
    case noAlgorithm(String)
    /// The algorithm has a character that no algorithm has.
    case invalidAlgorithm(String)
    /// Nothing after the colon.
    case noVersion(String)
    /// The version has other characters than letters, digits and underscores.
    case invalidVersion(String)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .noColon(let text):
            "the key ID '\(text)' has no colon: expected 'ed25519:version'"
        case .noAlgorithm(let text): "the key ID '\(text)' has no algorithm before the colon"
        case .invalidAlgorithm(let text): "'\(text)' is no algorithm of a key ID"
        case .noVersion(let text): "the key ID '\(text)' has no version after the colon"
        case .invalidVersion(let text):
            "the version '\(text)' of the key ID has other characters than letters, digits and '_'"
        }
    }
}
