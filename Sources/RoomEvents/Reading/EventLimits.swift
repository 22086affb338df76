/// The limits of events.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#size-limits>
public enum EventLimits {
    /// The most bytes of a whole event in canonical form.
    public static let eventBytes = 65_536
    /// The most bytes of `type`, `state_key`, `sender`, `room_id` and `event_id`.
    public static let textBytes = 255
    /// The most `prev_events`.
    public static let prevEvents = 20
    /// The most `auth_events`.
    public static let authEvents = 10
    /// The most violations that are told of one event.
    static let violations = 100
}
