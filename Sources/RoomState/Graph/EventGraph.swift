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
    public private(set) var events: [Event]
    /// What each event has in its `auth_events` that is not among the events.
    public private(set) var missingAuthEvents: [MissingEvent]

    /// The place of every event in ``events``.
    private(set) var numbers: [EventID: Int32]
    /// The auth events of every event.
    private(set) var authEdges: PackedEdges
    /// How long the longest way back to an event without auth events is.
    private(set) var levels: [Int32]

    /// A graph without events.
    init() {
        events = []
        missingAuthEvents = []
        numbers = [:]
        authEdges = PackedEdges()
        levels = []
    }

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

    /// Makes room for so many events.
    mutating func reserveCapacity(_ count: Int) {
        events.reserveCapacity(count)
        numbers.reserveCapacity(count)
    }

    /// Adds an event that is not there yet, and that no event in the graph names.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - authEvents: Those of its auth events that are there, each once.
    /// - Returns: Its place.
    mutating func append(_ event: Event, authEvents: [Int32]) -> Int32 {
        let node = Int32(events.count)
        if authEvents.count < event.authEventIDs.count {
            missingAuthEvents += event.authEventIDs.filter { numbers[$0] == nil }.map {
                MissingEvent(id: $0, neededBy: event.eventID)
            }
        }
        levels.append(authEvents.reduce(0) { max($0, levels[Int($1)] + 1) })
        authEdges.append(authEvents)
        numbers[event.eventID] = node
        events.append(event)
        return node
    }

    /// The places of those of `ids` that are there, each once.
    func numbers(of ids: [EventID]) -> [Int32] {
        var found: [Int32] = []
        for id in ids {
            if let number = numbers[id], !found.contains(number) { found.append(number) }
        }
        return found
    }

    /// The events before `node` that are there.
    func previous(of node: Int32) -> [Int32] { numbers(of: events[Int(node)].prevEventIDs) }

    /// The event with that ID.
    public subscript(id: EventID) -> Event? {
        numbers[id].map { events[Int($0)] }
    }
}
