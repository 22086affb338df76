extension JSONKind {
    /// The kind, as it follows `expected`: `an object`.
    public var words: String {
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
    /// What it is, as it follows `found`: `an object`.
    public var words: String { kind.words }

    /// The value as it stands, or its beginning with an ellipsis: what others send has no end of its own.
    public var excerpt: String {
        let limit = 80
        guard byteRange.count > limit else { return String(decoding: rawBytes, as: UTF8.self) }
        return String(decoding: rawBytes.prefix(limit), as: UTF8.self) + "…"
    }
}
