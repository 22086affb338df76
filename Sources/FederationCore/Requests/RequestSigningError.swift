public import MatrixJSON

/// Why a request cannot be signed.
public enum RequestSigningError: Error, Hashable, CustomStringConvertible {
    /// The body is not JSON, so there is no `content` to sign.
    case bodyIsNotJSON(JSONSyntaxError)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .bodyIsNotJSON(let error): "the body cannot be signed: \(error)"
        }
    }
}
