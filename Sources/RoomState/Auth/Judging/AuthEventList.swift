import FederationCore
import RoomEvents

/// The events that an event names in `auth_events`, found among those that are there.
struct AuthEventList {
    /// Those that are there, in the order of `auth_events`.
    let events: [Event]
    /// The first that is not.
    let firstMissing: EventID?
    /// The first that was rejected.
    let firstRejected: EventID?
    /// The first that is the same state as one before it.
    let firstDuplicate: (event: Event, tuple: StateTuple)?

    init(of event: Event, among known: [EventID: Event], rejected: Set<EventID>) {
        events = event.authEventIDs.compactMap { known[$0] }
        firstMissing = event.authEventIDs.first { known[$0] == nil }
        firstRejected = event.authEventIDs.first { rejected.contains($0) }
        var seen: Set<StateTuple> = []
        firstDuplicate = events.lazy.compactMap { event in
            event.stateKey.map { (event, StateTuple(event.type, $0)) }
        }.first { !seen.insert($0.1).inserted }
    }
}
