public import MatrixJSON

/// What differs between room versions, one fact each.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/#feature-matrix>
public struct RoomVersionRules: Sendable, Hashable {
    /// How the numbers of an event are judged and written.
    public var numbers: NumberReading
    /// How events get their IDs.
    public var eventIDFormat: EventIDFormat
    /// How events name the events before them.
    public var references: EventReferenceForm
    /// The largest `depth`.
    public var maximumDepth: Int64
    /// What is left of a redacted event.
    public var redaction: RedactionRules
    /// Whether `m.room.redaction` names its event in `content.redacts`, not at the top.
    public var redactsInContent: Bool
    /// Whether a key has to be valid at the event's `origin_server_ts`.
    public var enforcesKeyValidity: Bool
    /// The algorithm that resolves state.
    public var stateResolution: StateResolutionAlgorithm
    /// Whether the authorisation rules judge who may redact.
    public var authorizesRedactions: Bool
    /// Whether the authorisation rules let `m.room.aliases` pass that is about the sender's own server.
    public var aliasesAuthorizedBySpecialCase: Bool
    /// Whether changes to `notifications` of `m.room.power_levels` are limited as those to `events` are.
    public var limitsNotificationLevels: Bool
    /// Whether users can knock.
    public var knocking: Bool
    /// Whether the join rule `restricted` exists, with `join_authorised_via_users_server`.
    public var restrictedJoins: Bool
    /// Whether the join rule `knock_restricted` exists.
    public var knockRestricted: Bool
    /// Whether power levels have to be integers, and no strings.
    public var integerPowerLevels: Bool
    /// Whether the creator is the sender of `m.room.create`, not its `content.creator`.
    public var createSenderIsCreator: Bool
    /// Whether the room ID is made of the event ID of `m.room.create`, which then has no `room_id` and is
    /// in no `auth_events`.
    public var createEventNamesRoom: Bool
    /// Whether creators have more power than any level, and `additional_creators` exists.
    public var creatorsArePrivileged: Bool

    /// The same rules but for one.
    func with<Value>(_ rule: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
        var changed = self
        changed[keyPath: rule] = value
        return changed
    }
}
