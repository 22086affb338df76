import MatrixJSON

/// Which values an encoder leaves out as if they were not there.
enum JSONEmptiness: Sendable {
    /// None.
    case kept
    /// `null`.
    case nullsDropped
    /// `null`, empty texts, arrays and objects: Go's `omitempty`.
    case emptiesDropped

    /// The value without what is left out, below its outermost members too.
    ///
    /// Recursion is as deep as the document, which the parser bounds.
    func applied(to value: JSONValue) -> JSONValue {
        switch (self, value) {
        case (.kept, _): return value
        case (_, .object(let object)):
            var result = JSONObject()
            for member in object.members {
                let value = applied(to: member.value)
                if !drops(value) { result[member.name] = value }
            }
            return .object(result)
        case (_, .array(let elements)): return .array(elements.map { applied(to: $0) })
        default: return value
        }
    }

    private func drops(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .string(let text): self == .emptiesDropped && text.isEmpty
        case .array(let elements): self == .emptiesDropped && elements.isEmpty
        case .object(let object): self == .emptiesDropped && object.isEmpty
        default: false
        }
    }
}
