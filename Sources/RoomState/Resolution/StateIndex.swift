import FederationCore
import MatrixJSON
import RoomEvents

/// What state resolution and the receipt checks ask about the events of a room, by number.
///
/// A tuple of type and state key is a number too, its slot, so that a state is a map of integers.
struct StateIndex: Sendable {
    private(set) var graph: EventGraph
    /// The tuple of every slot.
    private(set) var tuples: [StateTuple] = []
    /// The slot of every event, or −1 where it is no state.
    private(set) var slots: [Int32] = []
    /// The slots that the authorisation of every event looks at.
    private(set) var requiredSlots = PackedEdges()
    /// The power levels that every event was made under.
    private(set) var powerLevels = AncestorTree()
    /// The `origin_server_ts` of every event.
    private(set) var times: [Int64] = []
    /// Whether each event might take from someone the right to do something.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
    private(set) var isPowerEvent: [Bool] = []
    /// What was read of the events that authorisation looks at.
    let facts = AuthFacts()

    private var slotNumbers: [StateTuple: Int32] = [:]

    /// The index of no events.
    init() {
        graph = EventGraph()
    }

    /// The index of the events of a graph.
    init(_ graph: EventGraph) {
        self.graph = graph
        for event in graph.events { read(event) }
        let nodes = 0..<Int32(graph.events.count)
        powerLevels = AncestorTree(parents: nodes.map(parent), order: order)
    }

    /// Makes room for so many events.
    mutating func reserveCapacity(_ count: Int) { graph.reserveCapacity(count) }

    /// Adds an event that is not there yet, and that no event in the index names.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - authEvents: Those of its auth events that are there, each once.
    /// - Returns: Its number.
    mutating func append(_ event: Event, authEvents: [Int32]) -> Int32 {
        let node = graph.append(event, authEvents: authEvents)
        read(event)
        powerLevels.append(parent: parent(of: node))
        return node
    }

    /// Every event behind its auth events.
    var order: [Int32] { graph.oldestFirst(0..<Int32(graph.events.count)) }

    /// Takes note of what the next event says by itself.
    private mutating func read(_ event: Event) {
        slots.append(event.tuple.map { addSlot(of: $0) } ?? -1)
        requiredSlots.append(authEventTuples(for: event).map { addSlot(of: $0) })
        times.append(event.originServerTS)
        isPowerEvent.append(Self.isPowerEvent(event))
    }

    private mutating func addSlot(of tuple: StateTuple) -> Int32 {
        if let slot = slotNumbers[tuple] { return slot }
        let slot = Int32(tuples.count)
        slotNumbers[tuple] = slot
        tuples.append(tuple)
        return slot
    }

    /// The power levels that `node` names in its auth events, or −1.
    private func parent(of node: Int32) -> Int32 {
        guard let levels = slot(of: .powerLevels) else { return -1 }
        return graph.authEdges[node].first { slots[Int($0)] == levels } ?? -1
    }

    /// The slot of `tuple`, where there is one.
    func slot(of tuple: StateTuple) -> Int32? { slotNumbers[tuple] }

    /// The state of a map whose events are all in the graph.
    func state(_ map: StateMap) -> SharedMap {
        var state = SharedMap()
        for (tuple, id) in map {
            if let slot = slot(of: tuple) { state.set(slot, to: graph.numbers[id]) }
        }
        return state
    }

    /// The state with the IDs of its events.
    func stateMap(_ state: SharedMap) -> StateMap {
        var map: StateMap = [:]
        state.forEach { slot, node in map[tuples[Int(slot)]] = graph.id(node) }
        return map
    }

    /// The create event that `node` names as that of its room.
    func create(for node: Int32) -> Int32? {
        let event = graph.events[Int(node)]
        if event.version.rules.createEventNamesRoom {
            return event.roomID.createEventID.flatMap { graph.numbers[$0] }
        }
        return graph.authEdges[node].first { tuple(of: $0) == .create }
    }

    /// What `node` is the state of.
    func tuple(of node: Int32) -> StateTuple? {
        let slot = slots[Int(node)]
        return slot < 0 ? nil : tuples[Int(slot)]
    }

    /// The power of the sender of `node`, by what it has in its auth events.
    func senderPower(of node: Int32) -> PowerLevel {
        let event = graph.events[Int(node)]
        let sender = event.sender.description
        let create = create(for: node).map { facts.create(graph.events[Int($0)]) }
        if let create, create.privilegedCreators.contains(ExactText(sender)) { return .infinite }
        if let levels = powerLevels.parent(of: node) {
            return facts.powerLevels(of: graph.events[Int(levels)]).level(ofUser: sender)
        }
        return .integer(create?.isCreator(sender) == true ? 100 : 0)
    }

    private static func isPowerEvent(_ event: Event) -> Bool {
        guard let tuple = event.tuple else { return false }
        if tuple == .powerLevels || tuple == .joinRules { return true }
        guard tuple.type.utf8.elementsEqual("m.room.member".utf8),
            !tuple.stateKey.utf8.elementsEqual(event.sender.description.utf8)
        else { return false }
        let membership = event.content["membership"]?.string
        return membership == "leave" || membership == "ban"
    }

    /// Whether the ID of one event is less than that of another, byte by byte.
    func precedesByID(_ one: Int32, _ other: Int32) -> Bool {
        graph.id(one).description.utf8.lexicographicallyPrecedes(graph.id(other).description.utf8)
    }

    /// The least of the levels of `nodes`: what is below cannot lead to any of them.
    func lowestLevel(of nodes: some Sequence<Int32>) -> Int32 {
        nodes.reduce(.max) { min($0, graph.levels[Int($1)]) }
    }
}
