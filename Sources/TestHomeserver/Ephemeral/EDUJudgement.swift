import FederationCore
public import Findings

/// What is to be thought of one EDU.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#edus>
public struct EDUJudgement: Sendable, Hashable {
    /// Its type, where it has one; of a long one, the beginning.
    public var type: String?
    /// What is wrong with it.
    public var remarks: [TransactionRemark]
    /// Whether anything of it was taken in.
    public var isTaken: Bool

    /// How many bytes of a type are kept.
    private static let limit = 255

    /// A judgement.
    public init(type: String?, remarks: [TransactionRemark] = [], isTaken: Bool) {
        self.type = type?.cut(to: Self.limit)
        self.remarks = remarks
        self.isTaken = isTaken
    }

    /// The worst of what is wrong; a pass where nothing is.
    public var verdict: Verdict {
        remarks.isEmpty ? .pass : Verdict.worst(of: remarks.map(\.rule.verdict))
    }
}
