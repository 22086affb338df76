/// How an event was found when the server was asked for it after a while.
///
/// Servers hand out events that they rejected, too: that an event is there does not say that it was
/// accepted. What was accepted is part of the room.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public enum FoundEvent: Sendable, Hashable {
    /// As it was sent, and part of the room.
    case asSent
    /// With other content than it was sent with, and part of the room.
    case redacted
    /// The server hands it out, and has it nowhere in the room: it was rejected, or failed softly.
    case rejected
    /// The server hands it out; whether it is part of the room cannot be told, and why.
    case unplaced(isAsSent: Bool, reason: String)
    /// The server does not know it.
    case unknown
    /// The server was not asked, or did not say; why.
    case untold(reason: String)

    /// What was found, in words.
    public var words: String {
        switch self {
        case .asSent: "accepted as it was sent"
        case .redacted: "accepted without the content that was sent"
        case .rejected: "handed out, but no part of the room: rejected, or soft-failed"
        case .unplaced(let isAsSent, let reason):
            "there\(isAsSent ? "" : " without the content that was sent"), which does not yet mean accepted: "
                + reason
        case .unknown: "not there"
        case .untold(let reason): "not looked up: \(reason)"
        }
    }

    /// Whether the server accepted it; none where that cannot be told.
    public var isAccepted: Bool? {
        switch self {
        case .asSent, .redacted: true
        case .rejected, .unknown: false
        case .unplaced, .untold: nil
        }
    }

    /// Whether that is how an event of that fate is found; none where it tells nothing.
    ///
    /// Whether a rejected event is handed out is left to servers.
    func agrees(with fate: EventFate) -> Bool? {
        switch (self, fate) {
        case (.untold, _), (.unplaced, .rejected): nil
        case (.unplaced(let isAsSent, _), .stored): isAsSent ? nil : false
        case (.unplaced(let isAsSent, _), .redacted): isAsSent ? false : nil
        case (.unplaced, .dropped): false
        case (.asSent, .stored), (.redacted, .redacted), (.rejected, .rejected),
            (.unknown, .dropped), (.unknown, .rejected):
            true
        case (.asSent, _), (.redacted, _), (.rejected, _), (.unknown, _): false
        }
    }
}
