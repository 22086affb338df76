public import MatrixJSON

/// What a signature of an object came to: how far the steps of checking it went.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#checking-for-a-signature>
public enum SignatureVerdict: Sendable, Hashable, CustomStringConvertible {
    /// The signature verifies.
    case valid
    /// There is no JSON to check.
    case notJSON(JSONSyntaxError)
    /// The JSON is no object.
    case notAnObject
    /// `signatures`, or the entity's part of it, is no object.
    case malformed
    /// Step 1: `signatures` has no entry for the entity.
    case missing
    /// Step 2: all signatures of the entity are of algorithms that are not known.
    case noKnownAlgorithm([String])
    /// Step 3: none of them is by the key in question.
    case notByThisKey(signedBy: [String])
    /// Step 4: the signature is no string.
    case notText
    /// Step 4: the signature is not base64.
    case notBase64(Base64Error)
    /// Step 4: the signature is not 64 bytes long.
    case wrongLength(Int)
    /// Step 7: the signature does not verify.
    case invalid

    /// Whether the signature verifies.
    public var isValid: Bool { self == .valid }

    /// Whether there is a signature by the key, good or bad.
    public var isPresent: Bool {
        switch self {
        case .valid, .notText, .notBase64, .wrongLength, .invalid: true
        case .notJSON, .notAnObject, .malformed, .missing, .noKnownAlgorithm, .notByThisKey: false
        }
    }

    /// The verdict in words, to follow the name of signer and key.
    public var description: String {
        switch self {
        case .valid: "verifies"
        case .notJSON(let error): "the document is not JSON: \(error)"
        case .notAnObject: "the document is no JSON object"
        case .malformed: "'signatures' is no object of objects"
        case .missing: "there is no signature"
        case .noKnownAlgorithm(let names):
            "no signature is of a known algorithm, only " + Self.list(names)
        case .notByThisKey(let names):
            "there is no signature by this key, only by " + Self.list(names)
        case .notText: "the signature is no string"
        case .notBase64(let error): "the signature is not base64: \(error)"
        case .wrongLength(let count): "the signature has \(count) bytes, not 64"
        case .invalid: "the signature does not verify"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }
}
