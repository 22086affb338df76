public import FederationCore
public import Findings

/// What one notary has of a server's keys: its answers, what they are worth, and how they compare.
public struct NotaryView: Sendable {
    /// The notary.
    public let notary: ServerName
    /// The answers, `GET` first.
    public let answers: [NotaryAnswer]
    /// The keys, compared with those that the server publishes.
    public let rows: [NotaryKeyRow]
    /// A finding for each check of ``KeyDocumentCheck/notary``, in their order.
    public let findings: [Finding]

    /// The worst verdict of the findings.
    public var verdict: Verdict { Verdict.worst(of: findings.lazy.map(\.verdict)) }

    /// What was found by the check called `id`.
    public func finding(_ id: CheckID) -> Finding? { findings.first { $0.check == id } }
}
