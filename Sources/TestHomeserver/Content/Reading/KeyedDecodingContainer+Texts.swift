extension KeyedDecodingContainer {
    /// What `read` makes of the text of a member; nil where there is no such member.
    ///
    /// - Throws: The error of `read`, in its words and with the place.
    func text<Value>(_ key: Key, as read: (String) throws -> Value) throws -> Value? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        return try value(of: text, at: key, as: read)
    }

    /// What `read` makes of each text of a list; empty where there is no such member.
    func texts<Value>(_ key: Key, as read: (String) throws -> Value) throws -> [Value] {
        try (decodeIfPresent([String].self, forKey: key) ?? []).map {
            try value(of: $0, at: key, as: read)
        }
    }

    private func value<Value>(
        of text: String, at key: Key, as read: (String) throws -> Value
    ) throws -> Value {
        do {
            return try read(text)
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "\(error)")
        }
    }

    /// One of a few words; nil where there is no such member.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: Key, of type: Word.Type
    ) throws -> Word? where Word.RawValue == String {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self,
                debugDescription: "expected one of \(known), found '\(text)'")
        }
        return word
    }
}

extension Decoder {
    /// The error that says that what stands here is not what is expected.
    func mismatch(_ words: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: words))
    }
}
