public import FederationCore
public import Findings

/// The IDs of the state before an event; of the events themselves nothing is known by that.
public struct FetchedStateIDs: Sendable {
    /// The state.
    public let state: [EventID]
    /// What authorises it.
    public let authChain: [EventID]
    /// What the checks of the answer found.
    public let findings: [Finding]
    /// What was done.
    public let steps: [ParticipationStep]

    /// Whether nothing is wrong with the answer.
    public var isSound: Bool { !findings.contains { $0.verdict == .fail } }
}
