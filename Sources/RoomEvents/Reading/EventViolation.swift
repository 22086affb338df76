/// One thing that the form of an event must not have.
public struct EventViolation: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let kind: Kind
    /// Which member it is about, such as `hashes.sha256` or `prev_events[3]`; empty for the event as a whole.
    public let path: String
    /// What was expected and what was there, in lower case and without a full stop.
    public let words: String
    /// Where it is in the event as it came, where it is in one place.
    public let offset: Int?

    /// The violation in words, as it follows `fedctl: `.
    public var description: String { path.isEmpty ? words : "\(path): \(words)" }

    /// Violations are equal where kind, place and the bytes of the words are.
    public static func == (one: Self, other: Self) -> Bool {
        one.kind == other.kind && one.offset == other.offset
            && one.path.utf8.elementsEqual(other.path.utf8)
            && one.words.utf8.elementsEqual(other.words.utf8)
    }

    /// Feeds kind and place to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(offset)
    }
}
