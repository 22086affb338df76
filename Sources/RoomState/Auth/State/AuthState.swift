import FederationCore
public import RoomEvents

/// The state that an event is judged against: the state events of a room by what they are the state
/// of.
///
/// Only the tuples that `authEventTuples` names are looked at, so that a part of the state is enough.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authorisation-rules>
public struct AuthState: Sendable {
    /// The state events.
    public private(set) var events: [StateTuple: Event]
    /// What was read of them.
    public let facts: AuthFacts
    /// The `m.room.create` event, where it is known.
    let create: CreateFacts?
    /// Whether the create event is known to have been rejected.
    var createIsRejected = false

    /// The state made of `events`, of which the last wins where several are the same state; those that
    /// are no state events are left out.
    ///
    /// - Parameters:
    ///   - events: The state events, in any order.
    ///   - create: The create event, where it is not among them, as in room version 12.
    ///   - facts: What is already known of events of the room.
    public init(
        _ events: some Sequence<Event>, create: Event? = nil, facts: AuthFacts = AuthFacts()
    ) {
        var byTuple: [StateTuple: Event] = [:]
        for event in events {
            guard let stateKey = event.stateKey else { continue }
            byTuple[StateTuple(event.type, stateKey)] = event
        }
        self.init(byTuple, create: create, facts: facts)
    }

    /// The state of `events` as they are.
    ///
    /// - Parameters:
    ///   - events: The state events by what they are the state of.
    ///   - create: The create event, where it is not among them, as in room version 12.
    ///   - facts: What is already known of events of the room.
    public init(
        _ events: [StateTuple: Event], create: Event? = nil, facts: AuthFacts = AuthFacts()
    ) {
        self.events = events
        self.facts = facts
        self.create = (create ?? events[.create]).map(facts.create)
    }

    /// The event that is the state of `tuple`.
    public subscript(tuple: StateTuple) -> Event? { events[tuple] }

    /// What the current power levels say.
    var powerLevels: PowerLevels? { self[.powerLevels].map(facts.powerLevels) }
}
