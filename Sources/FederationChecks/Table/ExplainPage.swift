/// What `fedctl explain` says about a check.
public struct ExplainPage: Sendable, Hashable {
    /// Why it matters, in paragraphs.
    public let why: [String]
    /// What usually lies behind a failure, the most frequent first.
    public let causes: [String]
    /// What to do, one for each mistake that can be told apart.
    public let remedies: [Remedy]

    /// A page.
    public init(why: [String], causes: [String], remedies: [Remedy]) {
        self.why = why
        self.causes = causes
        self.remedies = remedies
    }
}
