import FederationCore

/// Which events of a room redact which.
struct TimelineRedactions: Sendable {
    /// The redaction that was applied to each redacted event.
    private(set) var applied: [EventID: EventID] = [:]
    /// The accepted redactions of each event, which need not be here, in the order in which they came.
    private var byTarget: [EventID: [EventID]] = [:]

    /// The accepted redactions of an event.
    func known(of target: EventID) -> [EventID] { byTarget[target] ?? [] }

    /// Takes note of an accepted redaction.
    mutating func note(_ redaction: EventID, of target: EventID) {
        guard !known(of: target).contains(redaction) else { return }
        byTarget[target, default: []].append(redaction)
    }

    /// Takes note that a redaction was applied.
    mutating func apply(_ redaction: EventID, to target: EventID) {
        applied[target] = redaction
    }
}
