/// Why a body cannot be taken apart.
public enum MultipartError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The type is another one.
    case notMultipart(String)
    /// The type names no boundary, or the body has none of it.
    case noBoundary
    /// The last boundary is missing: the body was cut.
    case noEnd
    /// The headers of a part do not end.
    case noHeaderEnd
    /// A header of a part has no colon.
    case badHeader
    /// There are more parts than anybody needs.
    case tooManyParts

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .notMultipart(let type): "expected 'multipart/mixed', found '\(type)'"
        case .noBoundary: "the body has no boundary that its Content-Type names"
        case .noEnd: "the body ends before its last boundary"
        case .noHeaderEnd: "the headers of a part do not end"
        case .badHeader: "a header of a part has no colon"
        case .tooManyParts: "the body has more than \(MultipartBody.maximumParts) parts"
        }
    }
}
