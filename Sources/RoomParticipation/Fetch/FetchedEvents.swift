public import Findings
public import RoomEvents

/// Events that were asked for, as far as they passed.
public struct FetchedEvents: Sendable {
    /// The events, in the order of the answer.
    public let events: [Event]
    /// What the checks of the answer found.
    public let findings: [Finding]
    /// What was done.
    public let steps: [ParticipationStep]

    /// Whether nothing is wrong with the answer.
    public var isSound: Bool { !findings.contains { $0.verdict == .fail } }
}
