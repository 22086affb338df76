public import FederationClient
public import FederationCore
public import Findings

/// A transaction that was answered with 200.
public struct DeliveredTransaction: Sendable {
    /// Its ID.
    public let id: String
    /// Who got it.
    public let destination: ServerName
    /// What became of its events, in the order in which they were sent.
    public let results: [PDUResult]
    /// What was done, with attempts that failed too.
    public let steps: [ParticipationStep]
    /// What the checks of the answer found.
    public let findings: [Finding]
}
