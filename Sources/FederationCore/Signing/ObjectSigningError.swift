public import MatrixJSON

/// Why an object cannot be signed.
public enum ObjectSigningError: Error, Hashable, CustomStringConvertible {
    /// There is no JSON to sign.
    case notJSON(JSONSyntaxError)
    /// The JSON is no object.
    case notAnObject
    /// `signatures`, or the signer's part of it, is no object.
    case malformedSignatures

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .notJSON(let error): "the document is not JSON: \(error)"
        case .notAnObject: "only a JSON object can be signed, and the document is none"
        case .malformedSignatures: "'signatures' of the document is no object of objects"
        }
    }
}
