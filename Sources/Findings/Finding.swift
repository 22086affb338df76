/// What one check found: the verdict, and everything that a reader needs to believe it and to act on it.
///
/// The texts may hold what a remote host sent. They are kept as they came; whoever prints them
/// escapes them.
public struct Finding: Sendable, Hashable {
    /// Which check.
    public var check: CheckID
    /// Which destination, as `address:port`; none for a finding about the server name as a whole.
    public var destination: String?
    /// What the check came to.
    public var verdict: Verdict
    /// One line, in lower case and without a full stop; for a skip, the reason.
    public var summary: String
    /// What should have been there.
    public var expected: String?
    /// What was there.
    public var got: String?
    /// What to do about it.
    public var fix: String?
    /// A command that shows the same without fedctl.
    public var reproduce: String?
    /// The section of the specification; none where the specification is silent.
    public var spec: SpecLink?
    /// Facts that the verdict rests on, in the order in which they are shown.
    public var evidence: [Evidence]
    /// How long the check took, in milliseconds.
    public var durationMilliseconds: Int?

    /// A finding with the parts that apply.
    public init(
        _ check: CheckID, _ verdict: Verdict, _ summary: String, destination: String? = nil,
        expected: String? = nil, got: String? = nil, fix: String? = nil, reproduce: String? = nil,
        spec: SpecLink? = nil, evidence: [Evidence] = [], durationMilliseconds: Int? = nil
    ) {
        self.check = check
        self.verdict = verdict
        self.summary = summary
        self.destination = destination
        self.expected = expected
        self.got = got
        self.fix = fix
        self.reproduce = reproduce
        self.spec = spec
        self.evidence = evidence
        self.durationMilliseconds = durationMilliseconds
    }
}
