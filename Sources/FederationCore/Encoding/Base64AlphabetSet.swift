/// The alphabets of base64 that some characters belong to.
struct Base64AlphabetSet: OptionSet, Sendable {
    let rawValue: UInt8

    static let standard = Base64AlphabetSet(rawValue: 1)
    static let urlSafe = Base64AlphabetSet(rawValue: 2)

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The alphabets that every one of `characters` belongs to.
    init(of characters: Slice<UnsafeBufferPointer<UInt8>>) {
        var common = Self.standard.union(.urlSafe).rawValue
        Self.alphabets.withUnsafeBufferPointer { alphabets in
            for character in characters { common &= alphabets[Int(character)] }
        }
        rawValue = common
    }

    /// What each character belongs to.
    private static let alphabets: [UInt8] = (0...UInt8.max).map { character in
        (Base64Alphabet.standard.contains(character) ? standard.rawValue : 0)
            | (Base64Alphabet.urlSafe.contains(character) ? urlSafe.rawValue : 0)
    }
}
