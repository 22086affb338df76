/// Why there is no signing key.
public enum SigningKeyError: Error, Hashable, CustomStringConvertible {
    /// The identifier names an algorithm that nothing is signed with.
    case unknownAlgorithm(KeyID)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .unknownAlgorithm(let keyID):
            "the key '\(keyID)' is of the algorithm '\(keyID.algorithm)', and only 'ed25519' signs"
        }
    }
}
