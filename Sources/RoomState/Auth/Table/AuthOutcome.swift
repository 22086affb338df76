import FederationCore

/// What a rule makes of an event that it has something to say about.
enum AuthOutcome {
    case allow
    /// The event that it failed against, and what was there and what was expected.
    case reject(against: EventID?, String)
}
