/// What an `X-Matrix` header claims, with the signature cut short.
public struct XMatrixClaim: Sendable, Hashable, CustomStringConvertible {
    /// Who says to have signed.
    public var origin: String
    /// For whom the request says to be.
    public var destination: String?
    /// The key that is named.
    public var keyID: String
    /// The first characters of the signature.
    public var signaturePrefix: String

    /// How many characters of a signature are kept.
    static let keptCharacters = 6

    /// A claim; only the beginning of `signature` is kept.
    public init(origin: String, destination: String?, keyID: String, signature: String) {
        self.origin = origin
        self.destination = destination
        self.keyID = keyID
        signaturePrefix = String(signature.prefix(Self.keptCharacters))
    }

    /// Origin, key and the beginning of the signature.
    public var description: String { "\(origin) \(keyID) \(signaturePrefix)…" }
}
