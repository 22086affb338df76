/// What becomes of an event at a server that receives it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public enum EventFate: String, Sendable, Hashable, CaseIterable {
    /// It is taken into the room as it is.
    case stored
    /// It is redacted, and taken into the room so.
    case redacted
    /// It is kept for the events that name it, and counts for nothing.
    case rejected
    /// It is thrown away.
    case dropped

    /// The fate in words, as it follows `the event is`.
    public var words: String {
        switch self {
        case .stored: "stored as it is"
        case .redacted: "stored without its content"
        case .rejected: "rejected"
        case .dropped: "dropped"
        }
    }
}
