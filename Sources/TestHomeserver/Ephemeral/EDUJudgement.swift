public import Findings

/// What is to be thought of one EDU.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#edus>
public struct EDUJudgement: Sendable, Hashable {
    /// Its type, where it has one.
    public var type: String?
    /// What is wrong with it.
    public var remarks: [TransactionRemark]
    /// Whether anything of it was taken in.
    public var isTaken: Bool

    /// A judgement.
    public init(type: String?, remarks: [TransactionRemark] = [], isTaken: Bool) {
        self.type = type
        self.remarks = remarks
        self.isTaken = isTaken
    }

    /// The worst of what is wrong; a pass where nothing is.
    public var verdict: Verdict {
        remarks.isEmpty ? .pass : Verdict.worst(of: remarks.map(\.rule.verdict))
    }
}
