/// The levels of `m.room.power_levels` that have a name of their own.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#definitions>
public enum PowerLevelName: String, Sendable, Hashable, CaseIterable {
    /// Of users that are not named.
    case usersDefault = "users_default"
    /// For events that are no state and not named.
    case eventsDefault = "events_default"
    /// For state events that are not named.
    case stateDefault = "state_default"
    /// To ban.
    case ban
    /// To redact what others sent.
    case redact
    /// To remove a user from the room.
    case kick
    /// To invite.
    case invite

    /// What holds where the level is not given.
    public var defaultLevel: PowerLevel {
        switch self {
        case .usersDefault, .eventsDefault, .invite: .integer(0)
        case .stateDefault, .ban, .redact, .kick: .integer(50)
        }
    }
}
