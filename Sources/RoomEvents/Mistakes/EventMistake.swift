/// One usual mistake in hashing or signing events: a row of a table.
///
/// A mistake is only ever named after the hash or the signature was found to be right over exactly
/// the bytes that the mistake leads to.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#adding-hashes-and-signatures-to-outgoing-events>
public struct EventMistake: Sendable, Hashable, Identifiable {
    /// Stable for ever: words with hyphens.
    public let id: String
    /// What is tried, in the words of a table, such as `signatures kept`.
    public let words: String
    /// What the other side has to change.
    public let fix: String
    /// In what the mistake is made.
    public let subjects: Set<EventMistakeSubject>
    /// The ways in which the mistake changes the bytes of an event; none where it cannot be made.
    let variants: @Sendable (MistakenEvent) -> [EventSpellingVariant]

    init(
        _ id: String, _ words: String, in subjects: Set<EventMistakeSubject> = [.signature],
        fix: String, variants: @escaping @Sendable (MistakenEvent) -> [EventSpellingVariant]
    ) {
        self.id = id
        self.words = words
        self.fix = fix
        self.subjects = subjects
        self.variants = variants
    }

    /// Rows are the same where their identifiers are.
    public static func == (left: EventMistake, right: EventMistake) -> Bool { left.id == right.id }

    /// Feeds the identifier to `hasher`.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
