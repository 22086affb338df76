import FederationCore
import MatrixJSON
import RoomEvents

/// What state resolution and the receipt checks ask about the events of a room, by number.
///
/// A tuple of type and state key is a number too, its slot, so that a state is a map of integers.
struct StateIndex: Sendable {
    let graph: EventGraph
    /// The tuple of every slot.
    let tuples: [StateTuple]
    /// The slot of every event, or −1 where it is no state.
    let slots: [Int32]
    /// The slots that the authorisation of every event looks at.
    let requiredSlots: PackedEdges
    /// The power levels that every event was made under.
    let powerLevels: AncestorTree
    /// The `origin_server_ts` of every event.
    let times: [Int64]
    /// Whether each event might take from someone the right to do something.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
    let isPowerEvent: [Bool]
    /// Every event behind its auth events.
    let order: [Int32]
    /// What was read of the events that authorisation looks at.
    let facts = AuthFacts()

    private let slotNumbers: [StateTuple: Int32]

    init(_ graph: EventGraph) {
        self.graph = graph
        var tuples: [StateTuple] = []
        var numbers: [StateTuple: Int32] = [:]
        func slot(of tuple: StateTuple) -> Int32 {
            if let slot = numbers[tuple] { return slot }
            let slot = Int32(tuples.count)
            numbers[tuple] = slot
            tuples.append(tuple)
            return slot
        }
        let slots = graph.events.map { event in event.tuple.map(slot) ?? -1 }
        requiredSlots = PackedEdges(graph.events.map { authEventTuples(for: $0).map(slot) })
        let levelsSlot = numbers[.powerLevels]
        let parents = (0..<Int32(graph.events.count)).map { node in
            graph.authEdges[node].first { slots[Int($0)] == levelsSlot } ?? -1
        }
        order = graph.oldestFirst(0..<Int32(graph.events.count))
        powerLevels = AncestorTree(parents: parents, order: order)
        times = graph.events.map(\.originServerTS)
        isPowerEvent = graph.events.map(Self.isPowerEvent)
        self.slots = slots
        self.tuples = tuples
        slotNumbers = numbers
    }

    /// The slot of `tuple`, where there is one.
    func slot(of tuple: StateTuple) -> Int32? { slotNumbers[tuple] }

    /// An empty state.
    var emptyState: SharedMap { SharedMap(keyCount: tuples.count) }

    /// The state of a map whose events are all in the graph.
    func state(_ map: StateMap) -> SharedMap {
        var state = emptyState
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
