/// The part of a resolution in which an event was judged.
public enum ResolutionPhase: String, Sendable, Hashable, CaseIterable {
    /// v2: power events, in reverse topological power ordering.
    case powerEvents = "power-events"
    /// v2: all the others, in mainline ordering.
    case mainline
    /// v1: conflicts between `m.room.power_levels`.
    case powerLevels = "power-levels"
    /// v1: conflicts between `m.room.join_rules`.
    case joinRules = "join-rules"
    /// v1: conflicts between `m.room.member`.
    case members
    /// v1: all other conflicts.
    case others
}
