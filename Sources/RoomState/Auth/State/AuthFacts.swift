import FederationCore
import RoomEvents
import Synchronization

/// What has been read of the events that the authorisation rules look into most, once for each.
///
/// Whoever judges many events of a room against many states gives the same facts to all of them, so
/// that no power levels are read twice. One value may serve many threads.
public final class AuthFacts: Sendable {
    private let known = Mutex(Known())

    private struct Known {
        var powerLevels: [EventID: PowerLevels] = [:]
        var creates: [EventID: CreateFacts] = [:]
    }

    /// Facts of nothing yet.
    public init() {}

    /// Forgets an event, which may be there in another form the next time: whole, or redacted.
    func forget(_ id: EventID) {
        known.withLock { known in
            known.powerLevels[id] = nil
            known.creates[id] = nil
        }
    }

    /// What an `m.room.power_levels` event says.
    func powerLevels(of event: Event) -> PowerLevels {
        if let levels = known.withLock({ $0.powerLevels[event.eventID] }) { return levels }
        let levels = PowerLevels(event)
        known.withLock { $0.powerLevels[event.eventID] = levels }
        return levels
    }

    /// What an `m.room.create` event says.
    func create(_ event: Event) -> CreateFacts {
        if let facts = known.withLock({ $0.creates[event.eventID] }) { return facts }
        let facts = CreateFacts(event)
        known.withLock { $0.creates[event.eventID] = facts }
        return facts
    }
}
