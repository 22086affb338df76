/// How many findings of a report have which verdict.
public struct VerdictCounts: Sendable, Hashable {
    /// Tests that passed.
    public var pass = 0
    /// Tests that ended in a warning.
    public var warn = 0
    /// Tests that failed.
    public var fail = 0
    /// Tests that did not run.
    public var skip = 0

    /// Counts the verdicts of `findings`.
    public init(of findings: some Sequence<Finding>) {
        self.init(of: findings.lazy.map(\.verdict))
    }

    /// Counts `verdicts`.
    public init(of verdicts: some Sequence<Verdict>) {
        for verdict in verdicts {
            switch verdict {
            case .pass: pass += 1
            case .warn: warn += 1
            case .fail: fail += 1
            case .skip: skip += 1
            }
        }
    }
}
