import RoomEvents

/// What one server made of a knock.
struct KnockOutcome {
    let event: Event
    let state: [Event]
    let findings: FindingCollector
}
