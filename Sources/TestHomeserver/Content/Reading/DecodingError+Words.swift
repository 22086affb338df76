extension DecodingError {
    /// Where it went wrong, what was expected and what was there, in one line.
    var inWords: String {
        switch self {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            Self.place(context) + "expected \(Self.words(for: type)), found something else"
        case .keyNotFound(let key, let context):
            Self.place(context) + "expected '\(key.stringValue)', found nothing"
        case .dataCorrupted(let context): Self.place(context) + context.debugDescription
        @unknown default: "\(self)"
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
        default: "an object"
        }
    }
}
