public import Findings

/// One difference between two runs.
public struct CheckChange: Sendable, Hashable {
    /// The check.
    public let check: CheckID
    /// The destination; none for a finding about the name.
    public let destination: String?
    /// The verdict of the earlier run; none where it had no such finding.
    public let before: Verdict?
    /// The verdict of this run; none where it has no such finding.
    public let after: Verdict?
    /// What kind of change it is.
    public let kind: Kind
    /// What is different, in words.
    public let summary: String

    /// The kinds of changes.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The verdict is worse than it was.
        case worse
        /// The verdict is better than it was.
        case better
        /// The verdict is the same, and what it rests on is not.
        case different
        /// The finding is there for the first time, at a destination that is new or from a check
        /// that was not asked.
        case new
        /// The finding is not there any more.
        case gone
    }
}
