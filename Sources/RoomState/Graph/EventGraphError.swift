public import FederationCore

/// Why events are no graph.
public enum EventGraphError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Events name each other in a ring, which no honest server can make: each names the next, and the
    /// last the first.
    case cycle([EventID], through: Link)

    /// Where an event names others.
    public enum Link: String, Sendable, Hashable {
        /// In `auth_events`.
        case authEvents = "auth_events"
        /// In `prev_events`.
        case previousEvents = "prev_events"
        /// In either.
        case either = "auth_events or prev_events"
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .cycle(let ids, let link):
            if ids.count == 1 {
                "the event \(ids[0]) names itself in its \(link.rawValue)"
            } else {
                "\(ids.count) events name each other in a ring through \(link.rawValue): "
                    + ids.prefix(Self.shown).map(\.description).joined(separator: " -> ")
                    + (ids.count > Self.shown ? " -> ..." : " -> \(ids[0])")
            }
        }
    }

    private static let shown = 10
}
