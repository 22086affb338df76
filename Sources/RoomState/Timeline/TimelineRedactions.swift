import FederationCore
import RoomEvents

/// Which events of a room redact which, and what is left of these.
struct TimelineRedactions: Sendable {
    /// The events that were redacted.
    private var redacted: [EventID: Redacted] = [:]
    /// The accepted redactions of each event that is not here, in the order in which they came.
    private var waiting: [EventID: [EventID]] = [:]

    /// What became of an event that was redacted.
    private struct Redacted {
        let redaction: EventID
        let left: Event
    }

    /// Whether nothing was redacted.
    var isEmpty: Bool { redacted.isEmpty }

    /// The event that redacted another one.
    func redaction(of id: EventID) -> EventID? { redacted[id]?.redaction }

    /// What is left of an event; none where nothing redacted it.
    func left(of id: EventID) -> Event? { redacted[id]?.left }

    /// Takes note of what a redaction left of an event.
    mutating func apply(_ redaction: EventID, leaving left: Event) {
        redacted[left.eventID] = Redacted(redaction: redaction, left: left)
    }

    /// Has an accepted redaction wait for its event.
    mutating func wait(_ redaction: EventID, for target: EventID) {
        waiting[target, default: []].append(redaction)
    }

    /// The redactions that waited for an event, which do so no more.
    mutating func takeWaiting(for target: EventID) -> [EventID] {
        // Most events have nothing that waits for them, and nothing is changed then.
        waiting.isEmpty ? [] : waiting.removeValue(forKey: target) ?? []
    }

    /// Takes over what was redacted in the same room as it was known before.
    mutating func keep(_ former: TimelineRedactions) {
        redacted.merge(former.redacted) { own, _ in own }
    }
}
