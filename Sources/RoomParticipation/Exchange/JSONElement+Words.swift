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

    /// The value as it stands, or its beginning with an ellipsis: what others send has no end of its own.
    var excerpt: String {
        let limit = 80
        guard byteRange.count > limit else { return String(decoding: rawBytes, as: UTF8.self) }
        return String(decoding: rawBytes.prefix(limit), as: UTF8.self) + "…"
    }
}

extension Optional<JSONElement> {
    /// The value as it stands, or `nothing`.
    var excerpt: String { map(\.excerpt) ?? "nothing" }

    /// What it is, or `nothing`.
    var words: String { map(\.words) ?? "nothing" }

    /// Whether it is a string of exactly these bytes.
    func isText(_ text: String) -> Bool {
        self?.stringBytes?.elementsEqual(text.utf8) ?? false
    }
}
