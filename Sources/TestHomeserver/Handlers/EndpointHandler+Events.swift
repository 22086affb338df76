extension EndpointHandler {
    /// Events, the state at an event, and the history of a room: there are no rooms yet.
    static let events = [
        missing("event", at: "event"),
        missing("room", at: "event-auth"),
        missing("room", at: "backfill"),
        missing("room", at: "missing-events"),
        missing("room", at: "state"),
        missing("room", at: "state-ids"),
        missing("room", at: "timestamp-to-event"),
    ]
}
