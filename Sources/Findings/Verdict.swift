/// What a test came to.
///
/// A test that did not run is a `skip`, never a `pass`, and carries the reason.
public enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    /// The test ran, and what was there is what was expected.
    case pass
    /// The test ran, and what was there works today but should be mended.
    case warn
    /// The test ran, and what was there is wrong.
    case fail
    /// The test did not run; the finding says why.
    case skip
}

extension Verdict {
    /// The worst of `verdicts`; `skip` where none of them came from a test that ran.
    public static func worst(of verdicts: some Sequence<Verdict>) -> Verdict {
        var worst = Verdict.skip
        for verdict in verdicts where verdict.rank > worst.rank { worst = verdict }
        return worst
    }

    /// How bad a verdict is, for comparing two.
    private var rank: Int {
        switch self {
        case .skip: 0
        case .pass: 1
        case .warn: 2
        case .fail: 3
        }
    }
}
