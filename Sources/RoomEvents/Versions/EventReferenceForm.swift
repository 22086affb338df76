/// How an event names the events in its `prev_events` and `auth_events`.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/v3/#event-format>
public enum EventReferenceForm: Sendable, Hashable, CaseIterable {
    /// `[event ID, {"sha256": reference hash}]`, room versions 1 and 2.
    case pairs
    /// The event ID alone, since room version 3.
    case eventIDs
}
