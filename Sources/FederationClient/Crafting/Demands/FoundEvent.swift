/// How an event was found when the server was asked for it after a while.
public enum FoundEvent: Sendable, Hashable {
    /// As it was sent.
    case asSent
    /// With other content than it was sent with.
    case redacted
    /// The server does not know it.
    case unknown
    /// The server was not asked, or did not say; why.
    case untold(reason: String)

    /// What was found, in words.
    public var words: String {
        switch self {
        case .asSent: "the event is there as it was sent"
        case .redacted: "the event is there without its content"
        case .unknown: "the event is not there"
        case .untold(let reason): "not looked up: \(reason)"
        }
    }

    /// Whether that is how an event of that fate is found; none where it tells nothing.
    ///
    /// Whether a rejected event is handed out is left to servers.
    func agrees(with fate: EventFate) -> Bool? {
        switch (self, fate) {
        case (.untold, _), (_, .rejected): nil
        case (.asSent, .stored), (.redacted, .redacted), (.unknown, .dropped): true
        case (.asSent, _), (.redacted, _), (.unknown, _): false
        }
    }
}
