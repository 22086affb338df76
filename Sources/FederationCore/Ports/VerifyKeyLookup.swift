/// The answer to the question for a key.
public enum VerifyKeyLookup: Sendable, Hashable {
    /// The key, and for what times it is good.
    case found(VerifyKey, KeyValidity)
    /// There is no such key to be had, and why, in lower case and without a full stop.
    case unknown(reason: String)
}
