/// One way of making a mistake.
struct EventSpellingVariant: Sendable {
    /// How the bytes were made, to follow "signed" or "hashed", such as `with "signatures" left in`.
    let phrase: String
    /// Whether this is one of many of its kind, which are not tried together with each other.
    let isGeneric: Bool
    /// What is different.
    let change: @Sendable (inout EventSpelling) -> Void

    init(
        _ phrase: String, isGeneric: Bool = false,
        change: @escaping @Sendable (inout EventSpelling) -> Void
    ) {
        self.phrase = phrase
        self.isGeneric = isGeneric
        self.change = change
    }
}
