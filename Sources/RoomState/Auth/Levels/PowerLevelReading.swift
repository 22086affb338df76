/// What a value of `m.room.power_levels` turned out to be.
enum PowerLevelReading: Sendable, Hashable {
    /// A level.
    case level(PowerLevel)
    /// A number that no double holds.
    case outOfRange
    /// No level in this room version.
    case unreadable

    /// The level, where it is one.
    var level: PowerLevel? {
        if case .level(let level) = self { level } else { nil }
    }
}
