import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Whether a server may see events of a room it is in.
///
/// State is shown in any case, since nothing can be judged without it.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#room-history-visibility>
struct EventVisibility {
    private let timeline: RoomTimeline
    private let server: ServerName
    /// The users of the server who have, or had, a membership.
    private lazy var users = timeline.members(of: server)

    init(_ timeline: RoomTimeline, to server: ServerName) {
        self.timeline = timeline
        self.server = server
    }

    /// The event as the server gets it: as it is, or redacted where the server may not see it.
    mutating func bytes(of event: Event) -> [UInt8] {
        isVisible(event) ? event.federationBytes : event.source.redactedBytes
    }

    /// Whether the server may see an event.
    mutating func isVisible(_ event: Event) -> Bool {
        if event.isState || event.sender.serverName == server { return true }
        // Where the state at the event is not known, nobody can say that it may be seen.
        guard let visibility = visibility(at: event) else { return false }
        switch visibility {
        case "invited": return hasMember(at: event, with: ["join", "invite"])
        case "joined": return hasMember(at: event, with: ["join"])
        default: return true
        }
    }

    private func visibility(at event: Event) -> String? {
        let tuple = StateTuple("m.room.history_visibility")
        guard !timeline.isOutlier(event.eventID) else { return nil }
        let known = timeline.event(tuple, before: event.eventID)
        return known?.content["history_visibility"]?.string ?? "shared"
    }

    private mutating func hasMember(at event: Event, with memberships: [String]) -> Bool {
        users.contains { user in
            let tuple = StateTuple("m.room.member", user.description)
            let membership = timeline.event(tuple, before: event.eventID)?.membership
            return memberships.contains(membership ?? "leave")
        }
    }
}
