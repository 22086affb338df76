public import FederationCore
public import MatrixJSON

/// Why an answer is no file.
public enum MediaAnswerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is not in parts.
    case notMultipart(MultipartError)
    /// It has another number of parts than two.
    case wrongParts(Int)
    /// Its first part is not JSON.
    case badMetadata(JSONSyntaxError)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .notMultipart(let error): error.description
        case .wrongParts(let count): "expected two parts, JSON and the file, found \(count)"
        case .badMetadata(let error): "the first part is not JSON: \(error)"
        }
    }
}
