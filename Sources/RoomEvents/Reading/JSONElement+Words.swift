import MatrixJSON

extension JSONKind {
    /// The kind, as it follows `expected`.
    var words: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a Boolean"
        case .null: "null"
        }
    }
}

extension JSONElement {
    /// What it is, as it follows `found`.
    var words: String { kind.words }
}
