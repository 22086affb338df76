/// How the events of a room version get their IDs.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/#feature-matrix>
public enum EventIDFormat: Sendable, Hashable, CaseIterable {
    /// `$local:server`, chosen by the server that made the event, and written into it.
    case serverChosen
    /// `$` and the reference hash in the standard alphabet.
    case referenceHash
    /// `$` and the reference hash in the URL-safe alphabet.
    case urlSafeReferenceHash
}
