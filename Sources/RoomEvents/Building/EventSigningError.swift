public import MatrixJSON

/// Why an event cannot be signed.
public enum EventSigningError: Error, Hashable, CustomStringConvertible {
    /// There is no JSON to sign.
    case notJSON(JSONSyntaxError)
    /// The JSON is no object.
    case notAnObject
    /// `signatures`, or the signer's part of it, is no object.
    case malformedSignatures
    /// `hashes` is no object.
    case malformedHashes

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .notJSON(let error): "the event is not JSON: \(error)"
        case .notAnObject: "only a JSON object can be an event, and the document is none"
        case .malformedSignatures: "'signatures' of the event is no object of objects"
        case .malformedHashes: "'hashes' of the event is no object"
        }
    }
}
