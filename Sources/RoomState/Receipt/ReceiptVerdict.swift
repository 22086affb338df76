/// What a server does with an event that it received; the raw value is its name for ever.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public enum ReceiptVerdict: String, Sendable, Hashable, CaseIterable {
    /// It takes it.
    case accepted
    /// It takes it into the history of the room, hides it from clients and builds nothing on it.
    case softFailed = "soft-failed"
    /// It keeps it out of the state.
    case rejected
    /// It forgets it.
    case dropped
    /// The events given do not suffice to say.
    case undecided
}
