public import Findings
public import RoomEvents

/// The state before an event, as far as it passed.
public struct FetchedState: Sendable {
    /// The state.
    public let state: [Event]
    /// What authorises it.
    public let authChain: [Event]
    /// What the checks of the answer found.
    public let findings: [Finding]
    /// What was done.
    public let steps: [ParticipationStep]

    /// Whether nothing is wrong with the answer.
    public var isSound: Bool { !findings.contains { $0.verdict == .fail } }
}
