extension DecodingError {
    /// Where it went wrong, what was expected and what was there, in one line.
    public var inWords: String { inWords { "\($0)" } }

    /// Where it went wrong: the names and indices from the root down.
    public var codingPath: [any CodingKey] {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .keyNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }

    /// Where it went wrong, what was expected and what was there, in one line.
    ///
    /// - Parameter cause: The words for what a parser of the format found, such as line and column.
    /// - Returns: The words.
    public func inWords(cause: (any Error) -> String) -> String {
        switch self {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return Self.place(context) + "expected \(Self.words(for: type)), found something else"
        case .keyNotFound(let key, let context) where context.underlyingError == nil:
            return Self.place(context) + "expected '\(key.stringValue)', found nothing"
        case .keyNotFound(_, let context), .dataCorrupted(let context):
            let words = context.underlyingError.map(cause) ?? context.debugDescription
            return Self.place(context) + words.prefix { $0 != "\n" }
        @unknown default: return "\(self)"
        }
    }

    private static func place(_ context: Context) -> String {
        context.codingPath.map { key in
            (key.intValue.map { "#\($0 + 1)" } ?? key.stringValue) + ": "
        }.joined()
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is Bool.Type: "true or false"
        case is String.Type: "a text"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is any RandomAccessCollection.Type: "a list"
        default: "names with values"
        }
    }
}
