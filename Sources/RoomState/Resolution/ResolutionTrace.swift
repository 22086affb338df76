public import FederationCore

/// How a state was resolved: every set, every order and every judgement, each list in its own order.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#state-resolution>
public struct ResolutionTrace: Sendable {
    /// The state on which all agree.
    public let unconflicted: StateMap
    /// What they do not agree on, sorted by type and state key.
    public let conflicts: [StateConflict]
    /// The auth difference, from the oldest event; empty in version 1.
    public let authDifference: [EventID]
    /// The conflicted state subgraph of version 2.1, from the oldest event; empty otherwise.
    public let conflictedSubgraph: [EventID]
    /// Everything that was put in order and judged, from the oldest event.
    public let fullConflictedSet: [EventID]
    /// Power events and what leads to them, in reverse topological power ordering, with what ordered them.
    public let powerOrder: [PowerOrderedEvent]
    /// The mainline: the power levels after the first pass, those that they were made under, and so on.
    public let mainline: [EventID]
    /// The other events in mainline ordering, with what ordered them.
    public let mainlineOrder: [MainlineOrderedEvent]
    /// What was judged, in order.
    public let steps: [ResolutionStep]
    /// What became of every event of the full conflicted set, in its order.
    public let fates: [EventFate]
    /// Events in auth chains that were not given, without which the resolution may be wrong.
    public let missingAuthEvents: [MissingEvent]
}
