public import FederationCore
public import Findings

/// What is to be thought of a transaction.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
public struct TransactionJudgement: Sendable, Hashable {
    /// The server that sent it.
    public var origin: ServerName
    /// Its identifier.
    public var id: String
    /// When it came, in milliseconds since the Unix epoch.
    public var time: Int64
    /// What is wrong with the transaction itself.
    public var remarks: [TransactionRemark]
    /// Its EDUs, in their order.
    public var edus: [EDUJudgement]
    /// What became of its events, in their order.
    public var pdus: [PDUJudgement]

    /// A judgement.
    public init(
        origin: ServerName, id: String, time: Int64, remarks: [TransactionRemark],
        edus: [EDUJudgement], pdus: [PDUJudgement] = []
    ) {
        self.origin = origin
        self.id = id
        self.time = time
        self.remarks = remarks
        self.edus = edus
        self.pdus = pdus
    }

    /// The worst of what is wrong with it and its EDUs; a pass where nothing is.
    public var verdict: Verdict {
        Verdict.worst(of: [.pass] + remarks.map(\.rule.verdict) + edus.map(\.verdict))
    }
}
