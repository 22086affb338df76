public import Findings

/// One difference between two runs.
public struct CheckChange: Sendable, Hashable {
    /// The check.
    public let check: CheckID
    /// The destination; none for a finding about the name.
    public let destination: String?
    /// The destination of the earlier run, where that is another one.
    public let formerDestination: String?
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
        /// The verdict is worse than it was, what passed was not tested any more, or a key has another value
        /// under the same ID.
        case worse
        /// The verdict is better than it was.
        case better
        /// The verdict is the same, and what it rests on is not; or what was wrong was not tested any
        /// more.
        case different
        /// The finding is there for the first time, at a destination that is new or from a check
        /// that was not asked.
        case new
        /// The finding is not there any more.
        case gone

        /// What the change of a verdict is; none where it is the same.
        init?(from before: Verdict, to after: Verdict) {
            switch (before, after) {
            case _ where before == after: return nil
            case (.pass, _), (_, .fail), (.skip, .warn): self = .worse
            // Nothing is known any more: neither that it is mended nor that it is worse.
            case (_, .skip): self = .different
            case (_, .pass), (.fail, .warn): self = .better
            case (.warn, .warn): return nil
            }
        }
    }

    /// The change `kind` from `entry` to `finding`; in the finding's own words where there are no others.
    init(
        _ kind: Kind, from entry: BaselineReport.Entry?, to finding: Finding,
        summary: String? = nil
    ) {
        check = finding.check
        destination = finding.destination
        let former = entry?.destination
        formerDestination = former == finding.destination ? nil : former
        before = entry?.verdict
        after = finding.verdict
        self.kind = kind
        self.summary = summary ?? finding.summary
    }

    /// The change that `entry` is not found any more.
    init(gone entry: BaselineReport.Entry) {
        check = entry.check
        destination = entry.destination
        formerDestination = nil
        before = entry.verdict
        after = nil
        kind = .gone
        summary = entry.summary
    }
}
