/// Why an object is not verified.
public enum ObjectVerificationError: Error, Hashable, CustomStringConvertible {
    /// A signature by a known key is wrong.
    case badSignature(Signer, SignatureVerdict)
    /// There is no signature by a known key.
    case notSigned(entity: String, SignatureVerdict)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .badSignature(let signer, let verdict): "\(signer): \(verdict)"
        case .notSigned(let entity, let verdict): "\(entity): \(verdict)"
        }
    }
}
