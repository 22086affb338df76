/// The name of any member of a file.
struct MemberName: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
}

extension Decoder {
    /// The members of an object that may have those of `names` and no others.
    ///
    /// - Throws: `DecodingError` that names the member that nobody would read.
    func members<Names>(_ names: Names.Type) throws -> KeyedDecodingContainer<Names>
    where Names: CodingKey & CaseIterable {
        let known = Names.allCases.map(\.stringValue)
        let all = try container(keyedBy: MemberName.self)
        for key in all.allKeys where !known.contains(key.stringValue) {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: all,
                debugDescription: "expected one of \(known.joined(separator: ", ")), "
                    + "found '\(key.stringValue)'")
        }
        return try container(keyedBy: names)
    }
}

extension KeyedDecodingContainer {
    /// A member that is a list; an empty one where it is left out.
    func list<Element: Decodable>(_ key: Key) throws -> [Element] {
        try decodeIfPresent([Element].self, forKey: key) ?? []
    }

    /// The error of a member whose value is of the right type and wrong all the same.
    func error(_ key: Key, _ words: String) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: words)
    }
}
