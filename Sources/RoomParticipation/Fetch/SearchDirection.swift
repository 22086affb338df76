/// Where to look for the event that is closest to a time.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1timestamp_to_eventroomid>
public enum SearchDirection: String, Sendable, Hashable, CaseIterable {
    /// At that time or after it.
    case forwards = "f"
    /// At that time or before it.
    case backwards = "b"
}
