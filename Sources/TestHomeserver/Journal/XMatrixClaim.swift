import FederationCore

/// What an `X-Matrix` header claims, with the signature cut short.
public struct XMatrixClaim: Sendable, Hashable, CustomStringConvertible {
    /// Who says to have signed.
    public var origin: String
    /// For whom the request says to be.
    public var destination: String?
    /// The key that is named; only the beginning of a long one.
    public var keyID: String
    /// The first characters of the signature.
    public var signaturePrefix: String

    /// How many characters of a signature are kept.
    static let keptCharacters = 6

    /// How many bytes of a key ID are kept.
    private static let keyLimit = 80

    /// A claim; only the beginning of `signature` is kept, and of a key ID that is too long to read.
    public init(origin: String, destination: String?, keyID: String, signature: String) {
        self.origin = origin
        self.destination = destination
        self.keyID = keyID.cut(to: Self.keyLimit)
        signaturePrefix = String(signature.prefix(Self.keptCharacters))
    }

    /// Origin, key and the beginning of the signature.
    public var description: String { "\(origin) \(keyID) \(signaturePrefix)…" }
}
