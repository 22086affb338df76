public import FederationCore
public import RoomEvents

/// The events of a room and how they authorise each other.
///
/// Every walk is iterative and bounded by the number of edges. An event that is not among those given is
/// no part of any walk; ``missingAuthEvents`` lists them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authorization-rules>
public struct EventGraph: Sendable {
    /// The events, each once, in the order given.
    public let events: [Event]
    /// What each event has in its `auth_events` that is not among the events.
    public let missingAuthEvents: [MissingEvent]

    /// The place of every event in ``events``.
    let numbers: [EventID: Int32]
    /// The auth events of every event.
    let authEdges: PackedEdges
    /// How long the longest way back to an event without auth events is.
    let levels: [Int32]

    /// The graph of `events`; where two have one event ID, the first stays.
    ///
    /// - Throws: ``EventGraphError`` where events authorise each other in a ring.
    public init(_ events: [Event]) throws(EventGraphError) {
        var numbers: [EventID: Int32] = [:]
        numbers.reserveCapacity(events.count)
        var kept: [Event] = []
        kept.reserveCapacity(events.count)
        for event in events where numbers[event.eventID] == nil {
            numbers[event.eventID] = Int32(kept.count)
            kept.append(event)
        }
        var missing: [MissingEvent] = []
        let lists = kept.map { event in
            var list: [Int32] = []
            for id in event.authEventIDs {
                if let number = numbers[id] {
                    if !list.contains(number) { list.append(number) }
                } else {
                    missing.append(MissingEvent(id: id, neededBy: event.eventID))
                }
            }
            return list
        }
        let edges = PackedEdges(lists)
        do {
            levels = try edges.levels()
        } catch {
            throw .cycle(error.nodes.map { kept[Int($0)].eventID }, through: .authEvents)
        }
        self.events = kept
        self.numbers = numbers
        authEdges = edges
        missingAuthEvents = missing
    }

    /// The event with that ID.
    public subscript(id: EventID) -> Event? {
        numbers[id].map { events[Int($0)] }
    }
}
